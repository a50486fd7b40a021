import { type CameraContext, cameraContext, toCameraError } from './camera-error.ts';

/** Which side of a phone a camera is on. */
export type Facing = 'user' | 'environment';

export interface CameraRequest {
  /** Taken where there is such a camera; else any is. */
  readonly deviceId: string | null;
  /** Preferred where no device is asked for. */
  readonly facing: Facing;
}

/** An open camera. Its light is on until `stop`. */
export interface Camera {
  readonly stream: MediaStream;
  /** Null where the browser does not say. */
  readonly deviceId: string | null;
  /** Null on most desktop computers. */
  readonly facing: Facing | null;
  /** Calls back once if the camera goes away by itself. */
  onUnplugged(callback: () => void): void;
  stop(): void;
}

export type MediaSource = Pick<MediaDevices, 'getUserMedia'>;

/** What the camera is asked for, px. Any other size is taken, too. */
const RESOLUTION = { width: { ideal: 1280 }, height: { ideal: 720 } };

/**
 * Opens a camera, asking the user where they have not been asked before.
 * @param signal when it aborts, a stream that arrives late is stopped at once
 * @throws MaskGateError one of the `camera-` codes; the signal's reason once it has aborted
 */
export async function openCamera(
  request: CameraRequest,
  signal: AbortSignal,
  media: MediaSource | undefined = navigator.mediaDevices,
  context: CameraContext = cameraContext(),
): Promise<Camera> {
  if (!media) throw toCameraError(null, context);
  let stream: MediaStream;
  try {
    stream = await openStream(media, request);
  } catch (cause) {
    signal.throwIfAborted();
    throw toCameraError(cause, context);
  }
  if (signal.aborted) stopTracks(stream);
  signal.throwIfAborted();
  return toCamera(stream);
}

async function openStream(media: MediaSource, request: CameraRequest): Promise<MediaStream> {
  const { deviceId, facing } = request;
  if (deviceId) {
    try {
      const chosen = { ...RESOLUTION, deviceId: { exact: deviceId } };
      return await media.getUserMedia({ video: chosen, audio: false });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  const preferred = { ...RESOLUTION, facingMode: { ideal: facing } };
  return media.getUserMedia({ video: preferred, audio: false });
}

/** Whether the device is gone, and not only in trouble. */
function isGone(error: unknown): boolean {
  return error instanceof Error && ['OverconstrainedError', 'NotFoundError'].includes(error.name);
}

function toCamera(stream: MediaStream): Camera {
  const track = stream.getVideoTracks()[0];
  const { deviceId, facingMode } = track?.getSettings() ?? {};
  return {
    stream,
    deviceId: deviceId || null,
    facing: facingMode === 'user' || facingMode === 'environment' ? facingMode : null,
    // Tracks that the page stops itself fire no such event.
    onUnplugged: (callback) => track?.addEventListener('ended', callback, { once: true }),
    stop: () => stopTracks(stream),
  };
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
