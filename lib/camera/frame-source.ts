/** A frame of a camera. Who takes it closes it. */
type CameraFrame = ImageBitmap | VideoFrame;

export interface TakenFrame {
  readonly frame: CameraFrame;
  readonly takenAtMs: number;
  /** Time to take it, ms, without the wait for it. */
  readonly grabMs: number;
}

export interface FrameSource {
  /** The newest frame; null before there is one and after the camera has ended. */
  grab(): Promise<TakenFrame | null>;
  close(): void;
}

/** In Chromium; not yet among TypeScript's own declarations. */
interface TrackProcessor {
  readonly readable: ReadableStream<VideoFrame>;
}
type TrackProcessorConstructor = new (init: {
  track: MediaStreamTrack;
  maxBufferSize: number;
}) => TrackProcessor;

/**
 * The frames of a camera, in the form that costs least.
 * @param asBytes whether the processor reads them: then they come as the driver gave them, where the browser
 * offers that. What a video shows may be on the graphics card already, and without a real card it takes
 * tens of milliseconds to read it back.
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
      // Rejects where the camera went away first.
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
      const frame = await take(video);
      return { frame, takenAtMs, grabMs: performance.now() - takenAtMs };
    },
    close: () => undefined,
  };
}
