import { type CameraContext, cameraContext, toCameraError } from './camera-error.ts';

/** The side of a phone that a camera is on. */
export type Facing = 'user' | 'environment';

export interface CameraRequest {
  /** The preferred device. Without it, another one is taken. */
  readonly deviceId: string | null;
  /** The preferred side, where no device is given. */
  readonly facing: Facing;
}

/** An open camera. Its light is on until `stop`. */
export interface Camera {
  readonly stream: MediaStream;
  /** Null where the browser does not tell. */
  readonly deviceId: string | null;
  /** Null on most desktop computers. */
  readonly facing: Facing | null;
  /** Calls back once if the camera disappears. */
  onUnplugged(callback: () => void): void;
  stop(): void;
}

export type MediaSource = Pick<MediaDevices, 'getUserMedia'>;

/** The requested size, px. Any other size is accepted. */
const RESOLUTION = { width: { ideal: 1280 }, height: { ideal: 720 } };

/**
 * Opens a camera. The browser asks the user for permission where it is undecided.
 * @param signal stops a stream that arrives after its abortion
 * @throws MaskGateError one of the `camera-` codes; the signal's reason after its abortion
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

/** Whether the device is missing, not only failing. */
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
    // Tracks that the page stops do not fire this event.
    onUnplugged: (callback) => track?.addEventListener('ended', callback, { once: true }),
    stop: () => stopTracks(stream),
  };
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
