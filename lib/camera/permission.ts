/**
 * Whether the user has allowed the camera of this site before; false where the browser does not
 * tell.
 */
export async function cameraAllowedBefore(): Promise<boolean> {
  return (await cameraPermissionState()) === 'granted';
}

/** The user's decision about the camera of this site; null where the browser does not tell. */
export async function cameraPermissionState(): Promise<PermissionState | null> {
  return (await cameraPermission())?.state ?? null;
}

/** Calls back when the user changes the permission in the browser. @returns ends it */
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
    // Firefox does not know this permission, and an insecure page has no `permissions`.
    return null;
  }
}
