import type { StreamTargetChunk, VideoSample } from 'mediabunny';
import { MaskGateError, toMaskGateError } from '../errors.ts';
import type { Size } from '../geometry.ts';

/** A file that takes a film piece by piece, so that it is never whole in memory. */
export interface FilmTarget {
  write(chunk: StreamTargetChunk): Promise<void>;
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}

export interface FilmFile {
  readonly format: 'mp4' | 'webm';
  /** Null collects the film in memory. */
  readonly target: FilmTarget | null;
}

export interface SaveFilmOptions {
  /** Paints over a picture of the film. @param ms time in the film */
  readonly paint: (painter: OffscreenCanvasRenderingContext2D, ms: number, size: Size) => void;
  readonly signal: AbortSignal;
  /** @param share 0 to 1 */
  readonly onProgress: (share: number) => void;
}

/** MP4, which plays everywhere, where the browser encodes H.264 of that size; else WebM. */
export async function filmFormat(size: Size): Promise<FilmFile['format']> {
  const { getFirstEncodableVideoCodec } = await import('mediabunny');
  const codec = await getFirstEncodableVideoCodec(['avc'], size);
  return codec ? 'mp4' : 'webm';
}

/**
 * Writes a film again with something painted on each picture, with its sound where the new file can hold that.
 * @returns the film where it was collected in memory, else null
 * @throws the signal's reason once it has aborted; MaskGateError `film-unreadable`, or `film-codec-unsupported`
 * where the browser cannot encode
 */
export async function saveFilm(
  file: Blob,
  { format, target }: FilmFile,
  { paint, signal, onProgress }: SaveFilmOptions,
): Promise<Blob | null> {
  const {
    Input,
    BlobSource,
    MP4,
    QTFF,
    WEBM,
    MATROSKA,
    Output,
    Mp4OutputFormat,
    WebMOutputFormat,
    BufferTarget,
    StreamTarget,
    Conversion,
    QUALITY_HIGH,
  } = await import('mediabunny');
  const input = new Input({ formats: [MP4, QTFF, WEBM, MATROSKA], source: new BlobSource(file) });
  try {
    const firstS = (await (await input.getPrimaryVideoTrack())?.getFirstTimestamp()) ?? 0;
    const memory = target ? null : new BufferTarget();
    const output = new Output({
      // The index goes behind the pictures: before them, it would hold all of them back in memory.
      format: format === 'mp4' ? new Mp4OutputFormat({ fastStart: false }) : new WebMOutputFormat(),
      target:
        memory ?? new StreamTarget(new WritableStream({ write: (chunk) => target?.write(chunk) })),
    });
    let painter: OffscreenCanvasRenderingContext2D | null = null;
    const conversion = await Conversion.init({
      input,
      output,
      tracks: 'primary',
      video: {
        forceTranscode: true,
        allowTransformationMetadata: false,
        quality: QUALITY_HIGH,
        process: (sample) => {
          painter = paintedOn(sample, painter);
          paint(painter, 1000 * (sample.timestamp - firstS), painter.canvas);
          return painter.canvas;
        },
      },
    });
    if (!conversion.isValid) {
      const why = conversion.discardedTracks.map(({ reason }) => reason).join(', ');
      throw new MaskGateError('film-codec-unsupported', `No film can be made: ${why}`);
    }
    conversion.onProgress = onProgress;
    const stop = () => void conversion.cancel();
    signal.addEventListener('abort', stop);
    try {
      await conversion.execute();
    } finally {
      signal.removeEventListener('abort', stop);
    }
    await target?.finish();
    return memory?.buffer ? new Blob([memory.buffer], { type: `video/${format}` }) : null;
  } catch (error) {
    await target?.discard();
    signal.throwIfAborted();
    throw toMaskGateError(error, 'film-unreadable');
  } finally {
    input.dispose();
  }
}

/** The picture on a canvas; the same one while the film keeps its size. */
function paintedOn(
  sample: VideoSample,
  before: OffscreenCanvasRenderingContext2D | null,
): OffscreenCanvasRenderingContext2D {
  const { displayWidth: width, displayHeight: height } = sample;
  const fits = before?.canvas.width === width && before.canvas.height === height;
  const painter = fits ? before : new OffscreenCanvas(width, height).getContext('2d');
  if (!painter) throw new Error('The browser gave no canvas to draw on');
  sample.draw(painter, 0, 0, width, height);
  return painter;
}
