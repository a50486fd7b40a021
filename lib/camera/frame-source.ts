/** A frame of a camera. The receiver closes it. */
type CameraFrame = ImageBitmap | VideoFrame;

export interface TakenFrame {
  readonly frame: CameraFrame;
  readonly takenAtMs: number;
  /** Time for taking it, ms, without waiting for it. */
  readonly grabMs: number;
}

export interface FrameSource {
  /** The newest frame; null before the first and after the end of the camera. */
  grab(): Promise<TakenFrame | null>;
  close(): void;
}

/** Supported by Chromium. TypeScript has no declaration for it yet. */
interface TrackProcessor {
  readonly readable: ReadableStream<VideoFrame>;
}
type TrackProcessorConstructor = new (init: {
  track: MediaStreamTrack;
  maxBufferSize: number;
}) => TrackProcessor;

/**
 * The frames of a camera, in the cheapest form.
 * @param asBytes whether the processor reads them. Frames then come in the form of the camera's
 * driver, where the browser supports it. A video's frames may be on the graphics device, and
 * without a real graphics card reading them back takes tens of milliseconds.
 */
export function openFrameSource(
  video: HTMLVideoElement,
  stream: MediaStream,
  asBytes: boolean,
): FrameSource {
  const { MediaStreamTrackProcessor: Processor } = globalThis as {
    MediaStreamTrackProcessor?: TrackProcessorConstructor;
  };
  const [track] = stream.getVideoTracks();
  if (asBytes && Processor && track) return trackFrames(new Processor({ track, maxBufferSize: 1 }));
  const asVideoFrame = asBytes && typeof VideoFrame !== 'undefined';
  return videoFrames(video, asVideoFrame ? async () => new VideoFrame(video) : createImageBitmap);
}

function trackFrames({ readable }: TrackProcessor): FrameSource {
  const reader = readable.getReader();
  return {
    async grab() {
      const { value: frame } = await reader.read();
      return frame ? { frame, takenAtMs: performance.now(), grabMs: 0 } : null;
    },
    close() {
      // Rejects if the camera has gone.
      reader.cancel().catch(() => undefined);
    },
  };
}

function videoFrames(
  video: HTMLVideoElement,
  take: (video: HTMLVideoElement) => Promise<CameraFrame>,
): FrameSource {
  return {
    async grab() {
      const hasFrame = video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
      if (!hasFrame || video.videoWidth === 0) return null;
      const takenAtMs = performance.now();
      try {
        const frame = await take(video);
        return { frame, takenAtMs, grabMs: performance.now() - takenAtMs };
      } catch (error) {
        // A starting camera's video says for a moment that it has a frame when it has none yet.
        if (error instanceof DOMException && error.name === 'InvalidStateError') return null;
        throw error;
      }
    },
    close: () => undefined,
  };
}
