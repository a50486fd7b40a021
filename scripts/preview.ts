/**
 * `npm run preview -- --data DIR [--data DIR ...]`: draws the training input of the classifier:
 * some faces of each class, as the site crops them and with the random variation of training.
 */
import path from 'node:path';
import { z } from 'zod';
import { CLASS_LABELS, type ClassLabel } from '../lib/vision/labels.ts';
import { INPUT_SIZES, NETWORK_NAMES } from '../lib/vision/model/networks/names.ts';
import { CROP_RULE } from './data/crops/crop-rule.ts';
import { cropPhotograph, PATCH_BYTES } from './data/crops/crops.ts';
import { readDatasets } from './data/dataset.ts';
import type { DataPhotograph } from './data/photograph.ts';
import { loadEngine } from './engine/engine.ts';
import { type RawPicture, type Tile, writeContactSheet } from './support/contact-sheet.ts';
import {
  dataOption,
  engineOption,
  labelOption,
  modelsOption,
  parseOptions,
  usage,
} from './support/options.ts';
import { openPublishedFinder } from './support/published-models.ts';
import { seededRandom, shuffled } from './support/random.ts';
import { runCommand } from './support/run-command.ts';
import { augment, centreCrop } from './training/variation/augment.ts';

export const previewOptions = z.object({
  data: dataOption,
  label: labelOption,
  backbone: z.enum(NETWORK_NAMES).default('face-resnet').describe('that the faces are shown to'),
  faces: z.coerce.number().int().min(1).max(50).default(3).describe('of each class'),
  variants: z.coerce.number().int().min(1).max(40).default(9).describe('of each face'),
  seed: z.coerce.number().int().min(0).default(1).describe('of the choice and of the variation'),
  out: z.string().default('runs/preview.png').describe('PNG file to write'),
  engine: engineOption,
  models: modelsOption,
});
export type PreviewOptions = z.infer<typeof previewOptions>;

/**
 * Photographs tried for each wanted face. The limit ends the search for a rare or missing class.
 */
const TRIES = 8;

interface LabelledPatch {
  readonly label: ClassLabel;
  readonly name: string;
  readonly patch: Uint8Array;
}

/** @returns the number of faces shown */
export async function preview(options: PreviewOptions): Promise<number> {
  const { photographs } = await readDatasets(options.data, [], { labels: options.label });
  const patches = await choosePatches(photographs, options);
  const rows = await Promise.all(patches.map((patch, row) => rowOf(patch, row, options)));
  await writeContactSheet(options.out, rows.flat(), {
    title: 'Each row: a face as the site cuts it, then as training varies it',
    columns: 1 + options.variants,
    tile: INPUT_SIZES[options.backbone],
  });
  return patches.length;
}

/**
 * The same number of faces for each class, cropped with the published finder from photographs in
 * random order.
 */
async function choosePatches(
  photographs: readonly DataPhotograph[],
  { faces, seed, models }: PreviewOptions,
): Promise<LabelledPatch[]> {
  const finder = await openPublishedFinder(models);
  const chosen = new Map<ClassLabel, LabelledPatch[]>(CLASS_LABELS.map((label) => [label, []]));
  const missing = () => CLASS_LABELS.filter((label) => (chosen.get(label)?.length ?? 0) < faces);
  const order = shuffled(photographs, seededRandom(seed, 0));
  let tries = TRIES * faces * CLASS_LABELS.length;
  for (const photograph of order) {
    const wanted = missing();
    if (wanted.length === 0 || tries === 0) break;
    if (!mayHold(photograph, wanted)) continue;
    tries--;
    const cut = await cropPhotograph(finder, photograph, 0, CROP_RULE).catch(() => null);
    const i = cut?.crops.findIndex(({ label }) => wanted.includes(label)) ?? -1;
    const crop = cut?.crops[i];
    if (!cut || !crop) continue;
    chosen.get(crop.label)?.push({
      label: crop.label,
      name: path.basename(photograph.name),
      patch: cut.patches.subarray(i * PATCH_BYTES, (i + 1) * PATCH_BYTES),
    });
  }
  return [...chosen.values()].flat();
}

/** Background crops are mistakes of the finder. Only complete annotations show these. */
function mayHold(photograph: DataPhotograph, wanted: readonly ClassLabel[]): boolean {
  if (photograph.kind === 'labelled') return wanted.includes(photograph.label);
  return (
    wanted.includes('background') || photograph.faces.some(({ label }) => wanted.includes(label))
  );
}

async function rowOf(
  { label, name, patch }: LabelledPatch,
  row: number,
  { variants, seed, backbone }: PreviewOptions,
): Promise<Tile[]> {
  const size = INPUT_SIZES[backbone];
  const plain = centreCrop(patch, size, CROP_RULE.fill);
  const varied = await Promise.all(
    Array.from({ length: variants }, (_, i) =>
      augment(patch, size, CROP_RULE.fill, seededRandom(seed, 1, row, i)),
    ),
  );
  return [
    { picture: rawPicture(plain, size), caption: [label, name], frame: '#222222' },
    ...varied.map((pixels): Tile => ({ picture: rawPicture(pixels, size), caption: [label] })),
  ];
}

function rawPicture(pixels: Float32Array, size: number): RawPicture {
  const data = Uint8Array.from(pixels, (value) => Math.round(Math.min(255, Math.max(0, value))));
  return { data, width: size, height: size, channels: 3 };
}

await runCommand(
  import.meta.url,
  async () => {
    const options = parseOptions(previewOptions, process.argv.slice(2));
    await loadEngine(options.engine);
    const faces = await preview(options);
    console.log(`${faces} faces with ${options.variants} variants each: ${options.out}`);
  },
  () => usage('npm run preview -- --data DIR [flags]', previewOptions),
);
