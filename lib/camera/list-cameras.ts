export interface CameraChoice {
  readonly deviceId: string;
  /** The device's own name; empty where the browser does not tell. */
  readonly name: string;
}

/** The cameras of this device. Browsers list none before the user has allowed one. */
export async function listCameras(): Promise<CameraChoice[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }) => ({ deviceId, name: label }));
}

/** Calls back when a camera is connected or removed. @returns ends it */
export function watchCameras(callback: () => void): () => void {
  const devices = navigator.mediaDevices;
  devices?.addEventListener('devicechange', callback);
  return () => devices?.removeEventListener('devicechange', callback);
}
