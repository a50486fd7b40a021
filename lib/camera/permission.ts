/** Whether the user has allowed this site its camera before; false where the browser won't say. */
export async function cameraAllowedBefore(): Promise<boolean> {
  return (await cameraPermissionState()) === 'granted';
}

/** What the user has decided about this site's camera; null where the browser won't say. */
export async function cameraPermissionState(): Promise<PermissionState | null> {
  return (await cameraPermission())?.state ?? null;
}

/** Calls back when the user changes their mind in the browser's own settings. @returns ends it */
export function watchPermission(callback: (state: PermissionState) => void): () => void {
  const ending = new AbortController();
  cameraPermission().then((permission) => {
    permission?.addEventListener('change', () => callback(permission.state), {
      signal: ending.signal,
    });
  });
  return () => ending.abort();
}

async function cameraPermission(): Promise<PermissionStatus | null> {
  try {
    return await navigator.permissions.query({ name: 'camera' as PermissionName });
  } catch {
    // Firefox does not know this permission, and an insecure page has no `permissions` at all.
    return null;
  }
}
