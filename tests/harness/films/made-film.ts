import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Size } from '../../../lib/geometry.ts';
import type { Photograph } from '../photographs.ts';

const run = promisify(execFile);

/** A part of a film. */
export interface FilmShot {
  /** Null shows an empty room. */
  readonly photograph: Photograph | null;
  readonly seconds: number;
}

export interface FilmForm {
  /** ffmpeg's name of an encoder. */
  readonly codec: 'libx264' | 'libvpx' | 'libvpx-vp9';
  readonly extension: 'mp4' | 'mov' | 'webm';
  readonly size?: Size;
  /** Frames a second. */
  readonly rate?: number;
  /** The film is stored on its side with rotation metadata, as phones write it. */
  readonly turned?: boolean;
  /** With a tone. */
  readonly sound?: boolean;
}

const SIZE: Size = { width: 1280, height: 720 };
const RATE = 30;
/** Height of a photograph in the film, share of the film's height. */
const SHOWN_RATIO = 0.7;

/** Why no films can be made; undefined if ffmpeg is installed. */
export const FFMPEG_MISSING = await run('ffmpeg', ['-version']).then(
  () => undefined,
  () => 'no ffmpeg',
);

/**
 * Makes a film in which photographs sway slowly in front of a grey wall. It leaves out what only
 * real films have: motion blur, faces that turn, changes of the light.
 */
export async function makeFilm(
  shots: readonly FilmShot[],
  form: FilmForm,
): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const { codec, extension, size = SIZE, rate = RATE, turned = false, sound = false } = form;
  const folder = await mkdtemp(path.join(tmpdir(), 'maskgate-film-'));
  const inputs: string[] = [];
  const filters: string[] = [];
  for (const [i, { photograph, seconds }] of shots.entries()) {
    const wall = `color=0x686b70:s=${size.width}x${size.height}:r=${rate}:d=${seconds}`;
    if (!photograph) {
      filters.push(`${wall}[shot${i}]`);
      continue;
    }
    const picture = path.join(folder, `${i}.png`);
    await writeFile(picture, await photograph.load());
    const number = inputs.length / 2;
    inputs.push('-i', picture);
    const height = Math.round((SHOWN_RATIO * size.height) / 2) * 2;
    const sway = `x=(W-w)/2+${size.width / 20}*sin(t):y=(H-h)/2+${size.height / 40}*cos(t)`;
    filters.push(`${wall}[wall${i}]`, `[${number}]scale=-2:${height}[picture${i}]`);
    filters.push(`[wall${i}][picture${i}]overlay=${sway}[shot${i}]`);
  }
  const all = shots.map((_, i) => `[shot${i}]`).join('');
  const turn = turned ? ',transpose=1' : '';
  filters.push(`${all}concat=n=${shots.length}${turn},format=yuv420p[film]`);
  const seconds = shots.reduce((sum, shot) => sum + shot.seconds, 0);
  const tone = ['-f', 'lavfi', '-t', String(seconds), '-i', 'sine=440'];
  const made = path.join(folder, `made.${extension}`);
  const fast =
    codec === 'libx264'
      ? ['-preset', 'veryfast']
      : ['-deadline', 'realtime', '-cpu-used', '8', '-b:v', '3M'];
  await run('ffmpeg', [
    '-v',
    'error',
    '-y',
    ...inputs,
    ...(sound ? tone : []),
    '-filter_complex',
    filters.join(';'),
    '-map',
    '[film]',
    ...(sound ? ['-map', `${inputs.length / 2}:a`] : []),
    '-c:v',
    codec,
    ...fast,
    made,
  ]);
  if (!turned) return { path: made, remove: () => rm(folder, { recursive: true }) };
  const noted = path.join(folder, `turned.${extension}`);
  const copy = ['-i', made, '-c', 'copy'];
  // ffmpeg 6 added this option and removed the older one.
  await run('ffmpeg', ['-v', 'error', '-display_rotation', '90', ...copy, noted]).catch(() =>
    run('ffmpeg', ['-v', 'error', '-y', ...copy, '-metadata:s:v:0', 'rotate=90', noted]),
  );
  return { path: noted, remove: () => rm(folder, { recursive: true }) };
}
