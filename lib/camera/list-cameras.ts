export interface CameraChoice {
  readonly deviceId: string;
  /** The device's own name; empty where the browser keeps it to itself. */
  readonly name: string;
}

/** The cameras of this device. Browsers name none before one has been allowed. */
export async function listCameras(): Promise<CameraChoice[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }) => ({ deviceId, name: label }));
}

/** Calls back whenever a camera comes or goes. @returns ends it */
export function watchCameras(callback: () => void): () => void {
  const devices = navigator.mediaDevices;
  devices?.addEventListener('devicechange', callback);
  return () => devices?.removeEventListener('devicechange', callback);
}
