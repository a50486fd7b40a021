import path from 'node:path';
import type { Box } from '../../lib/geometry.ts';
import { FACE_LABELS, type FaceLabel } from '../../lib/vision/labels.ts';
import type { DataPhotograph } from '../data/photograph.ts';
import { type SheetLayout, type Tile, writeContactSheet } from '../support/contact-sheet.ts';
import { seededRandom, shuffled } from '../support/random.ts';
import type { LabelConflict, Pair } from './copies.ts';
import type { InspectedPhotograph } from './inspect-files.ts';
import type { Contradiction } from './judgements.ts';

/** Number of pairs shown on each side of the threshold. */
const PAIRS_A_SIDE = 36;
const PAIR_LAYOUT: SheetLayout = { columns: 12, tile: 130 };
const COPY = '#1a7f37';
const APART = '#b3261e';

/** Draws a sheet of random faces for each class. Faces with boxes show their surroundings. */
export async function writeClassSheets(
  inspected: readonly InspectedPhotograph[],
  most: number,
  seed: number,
  fileOf: (label: FaceLabel) => string,
): Promise<void> {
  for (const [stream, label] of FACE_LABELS.entries()) {
    const all = inspected.flatMap(({ photograph }) => facesOf(photograph, label));
    const tiles = shuffled(all, seededRandom(seed, stream)).slice(0, most);
    if (tiles.length === 0) continue;
    await writeContactSheet(fileOf(label), tiles, { title: label, columns: 12, tile: 120 });
  }
}

/** A tile for each face of that label. */
function facesOf(photograph: DataPhotograph, label: FaceLabel): Tile[] {
  const tile = {
    picture: photograph.file,
    caption: [photograph.dataset, path.basename(photograph.name)],
  };
  if (photograph.kind === 'labelled') return photograph.label === label ? [tile] : [];
  return photograph.faces
    .filter((face) => face.label === label)
    .map(({ box }) => ({ ...tile, part: surroundings(box) }));
}

/**
 * Draws the pairs just within the threshold in green and those just beyond it in red, to check the
 * threshold.
 */
export async function writeThresholdSheet(
  file: string,
  inspected: readonly InspectedPhotograph[],
  pairs: readonly Pair[],
  threshold: number,
): Promise<void> {
  const within = pairs.filter(({ distance }) => distance <= threshold).slice(-PAIRS_A_SIDE);
  const beyond = pairs.filter(({ distance }) => distance > threshold).slice(0, PAIRS_A_SIDE);
  const tiles = [...within, ...beyond].flatMap((pair) =>
    pairTiles(
      inspected,
      pair,
      Array(2).fill(`${pair.distance} bits`),
      pair.distance <= threshold ? COPY : APART,
    ),
  );
  const title = `Nearest to the threshold of ${threshold} bits: green is taken for one photograph`;
  await writeContactSheet(file, tiles, { ...PAIR_LAYOUT, title });
}

/** Draws copies with different labels, side by side. */
export async function writeConflictSheet(
  file: string,
  inspected: readonly InspectedPhotograph[],
  conflicts: readonly { readonly pair: Pair; readonly conflict: LabelConflict }[],
): Promise<void> {
  const tiles = conflicts.flatMap(({ pair, conflict: { what, boxes } }) =>
    pairTiles(inspected, pair, what.split(' / '), APART, boxes),
  );
  await writeContactSheet(file, tiles, {
    ...PAIR_LAYOUT,
    title: 'Copies of one photograph with different labels',
  });
}

/** Draws copies that only a comparison of faces finds, those with different labels first. */
export async function writeCopiedFaceSheet(
  file: string,
  inspected: readonly InspectedPhotograph[],
  found: readonly { a: number; b: number; conflicts: readonly LabelConflict[] }[],
): Promise<void> {
  const ordered = [...found].sort((p, q) => q.conflicts.length - p.conflicts.length);
  const step = Math.max(1, ordered.length / (2 * PAIRS_A_SIDE));
  const shown = ordered.filter(
    ({ conflicts }, i) => conflicts.length > 0 || Math.floor(i % step) === 0,
  );
  const tiles = shown.flatMap(({ a, b, conflicts: [conflict] }) =>
    pairTiles(
      inspected,
      { a, b },
      conflict ? conflict.what.split(' / ') : [],
      conflict ? APART : COPY,
      conflict?.boxes,
    ),
  );
  await writeContactSheet(file, tiles, {
    ...PAIR_LAYOUT,
    title: 'Copies that only their faces give away; red where labels differ',
  });
}

/** Draws the labels that a model contradicts most, strongest first. */
export async function writeContradictionSheet(
  file: string,
  found: readonly Contradiction[],
  pathOf: (file: string) => string,
): Promise<void> {
  const tiles = found.map(
    (item, i): Tile => ({
      picture: pathOf(item.file),
      part: item.box && surroundings(item.box),
      caption: [
        `${i + 1}. is ${item.label}`,
        `model: ${item.answer} +${item.margin.toFixed(2)}`,
        item.file,
      ],
    }),
  );
  await writeContactSheet(file, tiles, {
    title: 'Labels that the model contradicts most',
    columns: 10,
    tile: 150,
  });
}

function pairTiles(
  inspected: readonly InspectedPhotograph[],
  { a, b }: Pick<Pair, 'a' | 'b'>,
  notes: readonly string[],
  frame: string,
  boxes?: readonly [Box, Box],
): Tile[] {
  return [a, b].flatMap((index, side): Tile[] => {
    const photograph = inspected[index]?.photograph;
    if (!photograph) return [];
    const box = boxes?.[side];
    return [
      {
        picture: photograph.file,
        part: box && surroundings(box),
        caption: [notes[side] ?? '', photograph.dataset, path.basename(photograph.name)],
        frame,
      },
    ];
  });
}

/** Twice the size of the box, so that the surroundings are visible. */
function surroundings({ x, y, width, height }: Box): Box {
  const side = 2 * Math.max(width, height);
  return { x: x + (width - side) / 2, y: y + (height - side) / 2, width: side, height: side };
}
