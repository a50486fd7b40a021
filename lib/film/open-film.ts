import type { InputVideoTrack, VideoSample } from 'mediabunny';
import { MaskGateError, toMaskGateError } from '../errors.ts';
import type { Size } from '../geometry.ts';
import type { OpenFilm } from './judge-film.ts';

/** A film in the browser, which also gives single pictures. */
export interface BrowserFilm extends OpenFilm<VideoFrame> {
  /** Draws the picture that the film shows at a time, ms, upright over the whole canvas. */
  draw(ms: number, canvas: HTMLCanvasElement | OffscreenCanvas): Promise<void>;
}

/**
 * Opens a film by the browser's own decoders (WebCodecs). A film is read piece by piece and never held in
 * memory.
 * @throws MaskGateError `file-empty`, `film-unreadable`, `film-codec-unsupported`
 */
export async function openFilm(file: Blob): Promise<BrowserFilm> {
  if (file.size === 0) throw new MaskGateError('file-empty', 'The file holds 0 bytes');
  // Large, and few visitors have a film.
  const { Input, BlobSource, MP4, QTFF, WEBM, MATROSKA, VideoSampleSink } = await import(
    'mediabunny'
  );
  const input = new Input({
    formats: [MP4, QTFF, WEBM, MATROSKA],
    source: new BlobSource(file),
  });
  try {
    const track = await videoTrack(() => input.getPrimaryVideoTrack());
    const firstS = await track.getFirstTimestamp();
    const metadataS = await track.getDurationFromMetadata();
    const endS = metadataS ?? (await track.computeDuration());
    const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
    const samples = new VideoSampleSink(track);
    const toFrame = frameMaker({ width, height });

    return {
      size: { width, height },
      durationMs: 1000 * (endS - firstS),
      async *frames(timesMs) {
        const inFilm = seconds(timesMs, firstS);
        try {
          for await (const sample of samples.samplesAtTimestamps(inFilm)) {
            if (sample) yield toFrame(sample);
          }
        } catch (error) {
          throw unreadable(error);
        }
      },
      async draw(ms, canvas) {
        const sample = await samples.getSample(firstS + ms / 1000).catch((error) => {
          throw unreadable(error);
        });
        const painter = canvas.getContext('2d') as CanvasRenderingContext2D | null;
        if (!sample || !painter) return sample?.close();
        sample.draw(painter, 0, 0, canvas.width, canvas.height);
        sample.close();
      },
      close: () => input.dispose(),
    };
  } catch (error) {
    input.dispose();
    throw unreadable(error);
  }
}

/** @throws MaskGateError `film-unreadable`, `film-codec-unsupported` */
async function videoTrack(
  primary: () => Promise<InputVideoTrack | null>,
): Promise<InputVideoTrack> {
  const track = await primary();
  if (!track) throw new MaskGateError('film-unreadable', 'The file holds no video');
  const codec = (await track.getCodecParameterString()) ?? 'an unknown codec';
  if (typeof VideoDecoder === 'undefined') {
    throw new MaskGateError('film-codec-unsupported', 'The browser has no WebCodecs');
  }
  if (await track.canDecode()) return track;
  throw new MaskGateError('film-codec-unsupported', `The browser does not decode ${codec}`);
}

function* seconds(timesMs: Iterable<number>, firstS: number): Iterable<number> {
  for (const ms of timesMs) yield firstS + ms / 1000;
}

/**
 * Frames as they were decoded, which costs nothing. Those that lie turned in the film, or have pixels that are no
 * squares, are drawn as they are meant to be seen.
 */
function frameMaker(size: Size): (sample: VideoSample) => VideoFrame {
  let canvas: OffscreenCanvas | null = null;

  return (sample) => {
    try {
      const { rotation, flip, codedWidth, codedHeight, microsecondTimestamp } = sample;
      const asCoded = codedWidth === size.width && codedHeight === size.height;
      if (rotation === 0 && !flip && asCoded) return sample.toVideoFrame();
      canvas ??= new OffscreenCanvas(size.width, size.height);
      const painter = canvas.getContext('2d', { alpha: false });
      if (!painter) throw new Error('The browser gave no canvas to draw on');
      sample.draw(painter, 0, 0, size.width, size.height);
      return new VideoFrame(canvas, { timestamp: microsecondTimestamp });
    } finally {
      sample.close();
    }
  };
}

function unreadable(error: unknown): MaskGateError {
  return toMaskGateError(error, 'film-unreadable');
}
