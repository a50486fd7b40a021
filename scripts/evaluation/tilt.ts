import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import {
  type Box,
  boxCentre,
  intersectionOverUnion,
  type Size,
  scaleBox,
} from '../../lib/geometry.ts';
import { isJudged } from '../../lib/stills/still-result.ts';
import { judgePictures } from '../check/judge-pictures.ts';
import type { CheckerOptions } from '../check/open-checker.ts';
import type { AnnotatedPhotograph } from '../data/photograph.ts';
import { readPhotograph, rgbOf } from '../data/read-photograph.ts';
import { progressBar } from '../support/progress.ts';
import { seededRandom, shuffled } from '../support/random.ts';
import type { ChosenPhotograph } from './choose-photographs.ts';
import { MATCH_IOU } from './match-faces.ts';

const TILT_DEGREES = [0, 45, 60, 90, 180] as const;
const TILT_LABELS = ['without_mask', 'with_mask'] as const;
export type TiltLabel = (typeof TILT_LABELS)[number];

/** Least height of a portrait's face, as a part of the picture's longer edge. */
const PORTRAIT_RATIO = 0.2;

/** Portraits of one kind, all turned by one angle. Counts; right, unsure, wrong and not found are all. */
export interface TiltRow {
  /** Clockwise. */
  readonly degrees: number;
  readonly label: TiltLabel;
  readonly portraits: number;
  readonly right: number;
  readonly unsure: number;
  readonly wrong: number;
  readonly notFound: number;
  /** Those with a sure with_mask anywhere on the face: of bare ones, the mistake that matters. */
  readonly sureMask: number;
}

/**
 * Turns portraits about their middle and judges them as any photograph. Where the turned picture needs a
 * larger canvas, its corners have the picture's mean colour.
 * @param most portraits of each kind
 */
export async function measureTilt(
  photographs: readonly ChosenPhotograph[],
  most: number,
  seed: number,
  options: CheckerOptions,
): Promise<TiltRow[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'maskgate-tilt-'));
  try {
    const turned: TurnedPortrait[] = [];
    for (const label of TILT_LABELS) {
      const portraits = choosePortraits(photographs, label, most, seed);
      for (const [i, portrait] of portraits.entries()) {
        for (const degrees of TILT_DEGREES) {
          const file = path.join(folder, `${label}-${i}-${degrees}.png`);
          turned.push({ label, degrees, file, face: await writeTurned(portrait, degrees, file) });
        }
      }
    }
    return await judgeTurned(turned, options);
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface TurnedPortrait {
  readonly label: TiltLabel;
  readonly degrees: number;
  readonly file: string;
  /** A square of the face's area on its middle, pixels of the turned picture. */
  readonly face: Box;
}

/** Photographs of one large face and no other, one of each person, by chance. */
export function choosePortraits(
  photographs: readonly ChosenPhotograph[],
  label: TiltLabel,
  most: number,
  seed: number,
): AnnotatedPhotograph[] {
  const seen = new Set<number>();
  return shuffled(photographs, seededRandom(seed, 45))
    .filter(({ photograph, group }) => {
      if (!isPortrait(photograph, label) || seen.has(group)) return false;
      seen.add(group);
      return true;
    })
    .slice(0, most)
    .map(({ photograph }) => photograph);
}

function isPortrait(photograph: AnnotatedPhotograph, label: TiltLabel): boolean {
  const { faces, unlabelled, ignored, width, height } = photograph;
  const [face, ...others] = faces;
  if (!face || others.length + unlabelled.length + ignored.length > 0) return false;
  return face.label === label && face.box.height >= PORTRAIT_RATIO * Math.max(width, height);
}

/** @returns the face in the turned picture */
export async function writeTurned(
  { file, faces }: AnnotatedPhotograph,
  degrees: number,
  output: string,
): Promise<Box> {
  const { frame, scale } = await readPhotograph(file);
  const { width, height } = frame;
  const image = sharp(rgbOf(frame), { raw: { width, height, channels: 3 } });
  const [r, g, b] = (await image.stats()).channels.map(({ mean }) => Math.round(mean));
  const turned = await image
    .rotate(degrees, { background: { r: r ?? 0, g: g ?? 0, b: b ?? 0 } })
    .png({ compressionLevel: 1 })
    .toFile(output);
  const { box } = faces[0] as (typeof faces)[number];
  return turnedSquare(scaleBox(box, 1 / scale), frame, turned, degrees);
}

/** @param box in the picture before it is turned about its middle */
function turnedSquare(box: Box, from: Size, to: Size, degrees: number): Box {
  const centre = boxCentre(box);
  const [dx, dy] = [centre.x - from.width / 2, centre.y - from.height / 2];
  const angle = (degrees * Math.PI) / 180;
  const side = Math.sqrt(box.width * box.height);
  return {
    x: to.width / 2 + Math.cos(angle) * dx - Math.sin(angle) * dy - side / 2,
    y: to.height / 2 + Math.sin(angle) * dx + Math.cos(angle) * dy - side / 2,
    width: side,
    height: side,
  };
}

async function judgeTurned(
  turned: readonly TurnedPortrait[],
  options: CheckerOptions,
): Promise<TiltRow[]> {
  const rows = TILT_LABELS.flatMap((label) =>
    TILT_DEGREES.map((degrees) => emptyRow(label, degrees)),
  );
  const progress = progressBar('Judging turned portraits', turned.length);
  const waiting = turned.values();
  for await (const result of judgePictures(
    turned.map(({ file }) => file),
    turned.length,
    options,
  )) {
    progress.step();
    const { label, degrees, face } = waiting.next().value as TurnedPortrait;
    const row = rows.find((one) => one.label === label && one.degrees === degrees) as Counted;
    const onFace = (isJudged(result) ? result.faces : [])
      .map((judged) => ({ label: judged.label, iou: intersectionOverUnion(judged.box, face) }))
      .filter(({ iou }) => iou >= MATCH_IOU)
      .sort((a, b) => b.iou - a.iou);
    const said = onFace[0]?.label;
    row.portraits++;
    if (said === undefined) row.notFound++;
    else if (said === 'unsure') row.unsure++;
    else if (said === label) row.right++;
    else row.wrong++;
    if (onFace.some((judged) => judged.label === 'with_mask')) row.sureMask++;
  }
  progress.end();
  return rows;
}

type Counted = { -readonly [Key in keyof TiltRow]: TiltRow[Key] };

function emptyRow(label: TiltLabel, degrees: number): Counted {
  return { degrees, label, portraits: 0, right: 0, unsure: 0, wrong: 0, notFound: 0, sureMask: 0 };
}
