/** Browsers may refuse storage, as in private windows: then values last as long as the page. */

export function readStored(key: string, storage: () => Storage = local): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

/** @param value null removes it */
export function store(key: string, value: string | null, storage: () => Storage = local): void {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, value);
  } catch {
    // See above.
  }
}

/** Ends with the tab; outlives its reloads. */
export const session = () => sessionStorage;
const local = () => localStorage;
