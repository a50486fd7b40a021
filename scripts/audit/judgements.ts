import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { ClassLabel } from '../../lib/vision/labels.ts';
import { CLASS_LABELS } from '../../lib/vision/labels.ts';
import { placeOf } from '../data/lists/corrections.ts';
import type { DataPhotograph } from '../data/photograph.ts';

const score = z.number().min(0).max(1);

/** What a model that has not seen the photograph says of a labelled face; a training run writes such. */
const judgement = z.object({
  /** As in the split lists, `data set/path inside it`, or a path on disk. */
  file: z.string(),
  /** The marked box, pixels of the upright photograph; none where a class folder gives the label. */
  box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).optional(),
  /** What the data says. */
  label: z.enum(CLASS_LABELS),
  /** Probability of each class; a class that is not named has none. */
  scores: z.partialRecord(z.enum(CLASS_LABELS), score),
});
export type Judgement = z.infer<typeof judgement>;

/** A judgement against its label. */
export interface Contradiction extends Judgement {
  /** The likeliest class. */
  readonly answer: ClassLabel;
  /** By how much its probability exceeds that of the label, 0 to 1. */
  readonly margin: number;
}

/** @throws Error for a file that is missing, no JSON or of another shape */
export async function readJudgements(file: string): Promise<Judgement[]> {
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw new Error(`The judgements ${file} cannot be read`, { cause });
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} is not JSON`, { cause });
  }
  const result = z.array(judgement).safeParse(json);
  if (!result.success) {
    throw new Error(`${file} is not a list of judgements: ${z.prettifyError(result.error)}`);
  }
  return result.data;
}

/** The judgements that name another class than the label, the strongest first. */
export function contradictions(judgements: readonly Judgement[]): Contradiction[] {
  return judgements
    .flatMap((item) => {
      const probability = (label: ClassLabel) => item.scores[label] ?? 0;
      const answer = CLASS_LABELS.reduce((best, label) =>
        probability(label) > probability(best) ? label : best,
      );
      const margin = probability(answer) - probability(item.label);
      return margin > 0 ? [{ ...item, answer, margin }] : [];
    })
    .sort((a, b) => b.margin - a.margin);
}

/** Where the file of a judgement lies on disk: a file of the given data, or the path itself. */
export function pathFinder(photographs: readonly DataPhotograph[]): (file: string) => string {
  const paths = new Map(photographs.map((p) => [`${p.dataset}/${p.name}`, p.file]));
  return (file) => paths.get(file) ?? path.resolve(file);
}

/** A line each, tab-separated, for reading and for copying into a list of corrections. */
export function contradictionLines(found: readonly Contradiction[]): string {
  const lines = found.map(({ file, box, label, answer, margin }) => {
    return `${file}\t${box ? placeOf(box) : ''}\t${label}\t${answer}\t${margin.toFixed(3)}\n`;
  });
  return ['file\tx,y,width,height\tlabel\tmodel\tmargin\n', ...lines].join('');
}
