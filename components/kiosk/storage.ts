/** Browsers may refuse storage, e.g. in private windows. Values then last as long as the page. */

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
    // Refused; see above.
  }
}

/** Ends with the tab and survives its reloads. */
export const session = () => sessionStorage;
const local = () => localStorage;
