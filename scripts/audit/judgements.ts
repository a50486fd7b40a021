import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { ClassLabel } from '../../lib/vision/labels.ts';
import { CLASS_LABELS } from '../../lib/vision/labels.ts';
import { placeOf } from '../data/lists/corrections.ts';
import type { DataPhotograph } from '../data/photograph.ts';

const score = z.number().min(0).max(1);

/**
 * The answer of a model for a labelled face that it was not trained on. A training run writes
 * these.
 */
const judgement = z.object({
  /** `data set/path inside it` as in the split lists, or a path on disk. */
  file: z.string(),
  /**
   * The marked box, pixels of the upright photograph. Absent where a class folder gives the label.
   */
  box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).optional(),
  /** The label in the data. */
  label: z.enum(CLASS_LABELS),
  /** Probability of each class. A missing class has none. */
  scores: z.partialRecord(z.enum(CLASS_LABELS), score),
});
export type Judgement = z.infer<typeof judgement>;

/** A judgement that contradicts its label. */
export interface Contradiction extends Judgement {
  /** The likeliest class. */
  readonly answer: ClassLabel;
  /** Probability of the answer minus that of the label, 0 to 1. */
  readonly margin: number;
}

/** @throws Error for a missing file, invalid JSON or another form */
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

/** The judgements with a likeliest class other than the label, strongest first. */
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

/** The path of the file of a judgement: a file of the given data, or the path itself. */
export function pathFinder(photographs: readonly DataPhotograph[]): (file: string) => string {
  const paths = new Map(photographs.map((p) => [`${p.dataset}/${p.name}`, p.file]));
  return (file) => paths.get(file) ?? path.resolve(file);
}

/** One tab-separated line each, for reading and for copying into a list of corrections. */
export function contradictionLines(found: readonly Contradiction[]): string {
  const lines = found.map(({ file, box, label, answer, margin }) => {
    return `${file}\t${box ? placeOf(box) : ''}\t${label}\t${answer}\t${margin.toFixed(3)}\n`;
  });
  return ['file\tx,y,width,height\tlabel\tmodel\tmargin\n', ...lines].join('');
}
