/**
 * `npm run audit -- --data DIR [--data DIR ...]`: examines data before anything learns from them.
 * It reports counts, sizes, formats, broken and misnamed files, near-duplicates and conflicting
 * labels, and draws sample faces of each class. With the judgements of a model it also lists the
 * labels that the model contradicts most.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { askModel } from './audit/ask-model.ts';
import { closePairs, copyGroups, labelConflicts, type Pair } from './audit/copies.ts';
import { countDatasets } from './audit/count.ts';
import { type AuditReport, formatAudit } from './audit/format.ts';
import { inspectFiles, inspectSkipped } from './audit/inspect-files.ts';
import { readJudgements } from './audit/judgements.ts';
import {
  writeClassSheets,
  writeConflictSheet,
  writeCopiedFaceSheet,
  writeThresholdSheet,
} from './audit/pictures.ts';
import { questionLabels } from './audit/question-labels.ts';
import { copiedPhotographs } from './data/copied-faces.ts';
import { readDatasets } from './data/dataset.ts';
import { DUPLICATE_DISTANCE } from './data/duplicates.ts';
import { copyLines } from './data/lists/known-copies.ts';
import { listedNames } from './data/lists/list-matches.ts';
import { LISTED_FILE, listedLines } from './data/lists/listed-photographs.ts';
import type { DataPhotograph } from './data/photograph.ts';
import { loadEngine } from './engine/engine.ts';
import {
  addOption,
  dataOption,
  engineOption,
  labelOption,
  modelsOption,
  parseOptions,
  usage,
} from './support/options.ts';
import { runCommand } from './support/run-command.ts';

const settings = z.object({
  data: dataOption,
  add: addOption,
  label: labelOption,
  out: z.string().default('runs/audit').describe('folder for the report and the pictures'),
  distance: z.coerce
    .number()
    .int()
    .min(0)
    .max(64)
    .default(DUPLICATE_DISTANCE)
    .describe('bits of 128 in which copies of a photograph may differ'),
  pictures: z.coerce.number().int().min(1).max(500).default(72).describe('of each class'),
  faces: z
    .boolean()
    .default(false)
    .describe('compare faces, too: finds mirrored, turned and cropped copies; takes minutes'),
  renewLists: z
    .boolean()
    .default(false)
    .describe('write scripts/lists/listed-photographs.tsv anew, after a list got other names'),
  asked: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_000)
    .default(24)
    .describe(
      'faces of each label of a set that the published model is asked about, to find labels that are reversed; 0: none',
    ),
  engine: engineOption,
  models: modelsOption,
  cache: z.string().default('.cache').describe('folder of intermediate results'),
  judgements: z
    .string()
    .optional()
    .describe('judgements.json of a training run: what its model says of faces it has not seen'),
  folds: z.coerce
    .number()
    .int()
    .min(0)
    .max(20)
    .refine((folds) => folds !== 1, 'one fold leaves nothing to learn from')
    .default(0)
    .describe(
      'in place of --judgements: deals the photographs to so many folds and asks of each fold a head that learnt ' +
        'from the others; 5 is usual; 0: none',
    ),
  worst: z.coerce
    .number()
    .int()
    .min(1)
    .max(2000)
    .default(100)
    .describe('contradicted labels in the picture; the list has them all'),
  seed: z.coerce.number().int().min(0).default(1).describe('of the choice of pictures'),
});
export const auditOptions = settings.refine(
  ({ folds, judgements }) => folds === 0 || judgements === undefined,
  { path: ['folds'], message: 'makes judgements of its own: leave --judgements out' },
);
export type AuditOptions = z.infer<typeof auditOptions>;

/** Pairs beyond the threshold are also shown, up to this many bits further. */
const BEYOND = 4;

export async function audit(options: AuditOptions): Promise<AuditReport> {
  const at = (name: string) => path.join(options.out, name);
  // Read first: a mistake in a small file must not appear only after minutes.
  const judged = options.judgements ? await readJudgements(options.judgements) : null;
  await mkdir(options.out, { recursive: true });

  const { photographs, skipped } = await readDatasets(options.data, options.add, {
    labels: options.label,
    cache: options.cache,
  });
  const inspected = await inspectFiles(photographs);
  const hashes = inspected.map(({ hash }) => hash);
  if (options.renewLists) {
    const sized = inspected.map(({ hash, width, height }) => ({ hash, size: { width, height } }));
    await writeFile(LISTED_FILE, listedLines(photographs, sized, await listedNames()));
  }
  const pairs = closePairs(hashes, options.distance + BEYOND);
  const conflicts = pairs.flatMap((pair) => {
    const [a, b] = [photographs[pair.a], photographs[pair.b]];
    if (!a || !b || pair.distance > options.distance) return [];
    return labelConflicts(a, b).map((conflict) => ({ pair, conflict }));
  });
  const byFace = options.faces ? await copiesByFace(photographs, pairs, options) : null;
  const asked = await askAboutLabels(photographs, options);
  const questioned =
    judged || options.folds > 0 ? await questionLabels(photographs, judged, options) : null;

  const name = (i: number) => nameOf(photographs[i] as DataPhotograph);
  const report: AuditReport = {
    datasets: countDatasets(inspected),
    skipped: await inspectSkipped(skipped),
    unreadable: inspected.flatMap(({ photograph, unreadable }) =>
      unreadable === undefined ? [] : [{ file: nameOf(photograph), why: unreadable }],
    ),
    misnamed: inspected.flatMap(({ photograph, misnamed, format }) =>
      misnamed ? [{ file: nameOf(photograph), format: format ?? 'unknown' }] : [],
    ),
    copies: {
      distance: options.distance,
      groups: copyGroups(hashes, options.distance).map((group) => group.map(name)),
    },
    conflicts: conflicts.map(({ pair, conflict }) => ({
      files: [name(pair.a), name(pair.b)],
      distance: pair.distance,
      what: conflict.what,
    })),
    ...(byFace && {
      copiedFaces: byFace.map(({ a, b, conflicts: [conflict] }) => ({
        files: [name(a), name(b)],
        ...(conflict && { what: conflict.what }),
      })),
    }),
    ...(asked.length > 0 && { asked }),
    ...questioned,
  };

  await writeFile(at('report.json'), `${JSON.stringify(report, null, 1)}\n`);
  await writeClassSheets(inspected, options.pictures, options.seed, (l) => at(`class-${l}.png`));
  await writeThresholdSheet(at('copies.png'), inspected, pairs, options.distance);
  if (conflicts.length > 0) await writeConflictSheet(at('conflicts.png'), inspected, conflicts);
  if (byFace) await writeCopiedFaceSheet(at('copied-faces.png'), inspected, byFace);
  return report;
}

async function askAboutLabels(
  photographs: readonly DataPhotograph[],
  { engine, models, asked, seed }: AuditOptions,
) {
  if (asked === 0) return [];
  await loadEngine(engine);
  return askModel(photographs, models, asked, seed);
}

/** Copies that only a comparison of their faces finds. */
async function copiesByFace(
  photographs: readonly DataPhotograph[],
  pairs: readonly Pair[],
  { engine, cache, distance, out }: AuditOptions,
) {
  await loadEngine(engine);
  const known = new Set(
    pairs.filter((pair) => pair.distance <= distance).map(({ a, b }) => `${a} ${b}`),
  );
  const copied = await copiedPhotographs(photographs, cache);
  await writeFile(path.join(out, 'copied-faces.tsv'), copyLines(photographs, copied));
  return copied
    .filter(([a, b]) => !known.has(`${a} ${b}`))
    .map(([a, b]) => {
      const [p, q] = [photographs[a] as DataPhotograph, photographs[b] as DataPhotograph];
      // Boxes in differently framed copies have different places, so only whole labels are
      // compared.
      const comparable = p.kind === 'labelled' || q.kind === 'labelled';
      return { a, b, conflicts: comparable ? labelConflicts(p, q) : [] };
    });
}

function nameOf({ dataset, name }: DataPhotograph): string {
  return `${dataset}/${name}`;
}

await runCommand(
  import.meta.url,
  async () => {
    const options = parseOptions(auditOptions, process.argv.slice(2));
    console.log(formatAudit(await audit(options)));
    console.log(`Report and pictures: ${options.out}`);
  },
  () => usage('npm run audit -- --data DIR [flags]', auditOptions),
);
