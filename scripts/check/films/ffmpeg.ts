import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { z } from 'zod';
import { MaskGateError } from '../../../lib/errors.ts';
import { LOOKS_PER_SECOND } from '../../../lib/film/film-record.ts';
import type { OpenFilm } from '../../../lib/film/judge-film.ts';
import type { Size } from '../../../lib/geometry.ts';
import type { PixelFrame } from '../../../lib/vision/detector-types.ts';

const run = promisify(execFile);

const probedSchema = z.object({
  streams: z.array(
    z.object({
      width: z.number(),
      height: z.number(),
      sample_aspect_ratio: z.string().optional(),
      duration: z.coerce.number().optional(),
      side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
    }),
  ),
  format: z.object({ duration: z.coerce.number().optional() }),
});
type Stream = z.infer<typeof probedSchema>['streams'][number];

/**
 * Opens a film by ffmpeg, which decodes upright.
 * @throws MaskGateError `film-unreadable`; Error where ffmpeg is not installed
 */
export async function openFilmByFfmpeg(file: string): Promise<OpenFilm<PixelFrame>> {
  const { streams, format } = await probe(file);
  const [stream] = streams;
  if (!stream) throw new MaskGateError('film-unreadable', 'The file holds no video');
  const seconds = stream.duration ?? format.duration;
  if (!seconds) throw new MaskGateError('film-unreadable', 'The film has no length');
  const size = uprightSize(stream);
  let decoder: Decoder | null = null;
  return {
    size,
    durationMs: 1000 * seconds,
    async *frames(timesMs) {
      decoder = decode(file, size);
      for (const _ of timesMs) {
        const frame = await decoder.next();
        if (!frame) break;
        yield frame;
      }
    },
    close: () => decoder?.end(),
  };
}

/** The picture that a film shows at a time, ms, as a PNG. */
export async function pictureOfFilm(file: string, atMs: number): Promise<Buffer> {
  const args = ['-v', 'error', '-ss', String(atMs / 1000), '-i', file, '-frames:v', '1'];
  const options = { encoding: 'buffer', maxBuffer: 1e9 } as const;
  const { stdout } = await run(
    'ffmpeg',
    [...args, '-c:v', 'png', '-f', 'image2pipe', '-'],
    options,
  );
  return stdout;
}

async function probe(file: string): Promise<z.infer<typeof probedSchema>> {
  const entries =
    'stream=width,height,sample_aspect_ratio,duration:stream_side_data=rotation:format=duration';
  const args = ['-v', 'error', '-select_streams', 'v:0', '-show_entries', entries, '-of', 'json'];
  try {
    const { stdout } = await run('ffprobe', [...args, file]);
    return probedSchema.parse(JSON.parse(stdout));
  } catch (cause) {
    throw unreadable(cause, String((cause as { stderr?: string }).stderr ?? cause));
  }
}

/** Pixels made square, then turned as the film says. */
function uprightSize({ width, height, sample_aspect_ratio, side_data_list = [] }: Stream): Size {
  const [across = 1, down = 1] = (sample_aspect_ratio ?? '').split(':').map(Number);
  const wide = across > 0 && down > 0 ? Math.round((width * across) / down) : width;
  const turned = side_data_list.some(({ rotation = 0 }) => Math.abs(rotation) % 180 === 90);
  return turned ? { width: height, height: wide } : { width: wide, height };
}

interface Decoder {
  /** The next frame, good until the one after; null after the last one. */
  next(): Promise<PixelFrame | null>;
  end(): void;
}

/** Gives the picture shown at each look, as the browser does: the last one that began by then. */
function decode(file: string, { width, height }: Size): Decoder {
  const filters = `setpts=PTS-STARTPTS,fps=${LOOKS_PER_SECOND}:round=up,scale=${width}:${height}`;
  const args = ['-v', 'error', '-nostdin', '-i', file, '-map', '0:v:0', '-vf', filters];
  const child = spawn('ffmpeg', [...args, '-pix_fmt', 'rgba', '-f', 'rawvideo', '-'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = endOf(child);
  const data = new Uint8Array(4 * width * height);
  const chunks = child.stdout[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  return {
    async next() {
      for (let filled = 0; filled < data.length; ) {
        if (rest.length === 0) {
          const { value, done } = await chunks.next();
          if (done) {
            await ended;
            return null;
          }
          rest = value;
        }
        const taken = rest.subarray(0, data.length - filled);
        data.set(taken, filled);
        filled += taken.length;
        rest = rest.subarray(taken.length);
      }
      return { width, height, data };
    },
    end: () => child.kill('SIGKILL'),
  };
}

/** @throws MaskGateError `film-unreadable` where ffmpeg fails by itself */
function endOf(child: ChildProcessByStdio<null, Readable, Readable>): Promise<void> {
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-1000);
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', (cause) => reject(unreadable(cause, cause.message)));
    child.once('exit', (code, signal) =>
      code === 0 || signal ? resolve() : reject(unreadable(undefined, said)),
    );
  });
  // Nobody waits for it where the film is left before its end.
  ended.catch(() => undefined);
  return ended;
}

function unreadable(cause: unknown, said: string): Error {
  if ((cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
    return new Error('Films need ffmpeg, which is not installed.', { cause });
  }
  const message = said.trim().split('\n').at(-1) || 'ffmpeg does not read the file';
  return new MaskGateError('film-unreadable', message, { cause });
}
