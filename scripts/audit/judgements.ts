import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type Box, scaleBox } from '../../lib/geometry.ts';
import { CLASS_LABELS, type ClassLabel } from '../../lib/vision/labels.ts';
import type { Crop } from '../data/crops/crops.ts';
import { placeOf } from '../data/lists/corrections.ts';
import type { DataPhotograph } from '../data/photograph.ts';
import { frameScale } from '../data/read-photograph.ts';

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

/**
 * What a contradiction says of the data: a box with the wrong label, a face that nobody marked, or a box
 * on no face.
 */
export const MISTAKES = ['wrong label', 'not marked', 'no face'] as const;
type Mistake = (typeof MISTAKES)[number];

/** A judgement that contradicts its label. */
export interface Contradiction extends Judgement {
  readonly mistake: Mistake;
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
      const answer = likeliestClass(item);
      const margin = (item.scores[answer] ?? 0) - (item.scores[item.label] ?? 0);
      return margin > 0
        ? [{ ...item, mistake: mistakeOf(item.label, answer), answer, margin }]
        : [];
    })
    .sort((a, b) => b.margin - a.margin);
}

/** The class with the highest probability; the first of several. */
export function likeliestClass({ scores }: Judgement): ClassLabel {
  const probability = (label: ClassLabel) => scores[label] ?? 0;
  return CLASS_LABELS.reduce((best, label) =>
    probability(label) > probability(best) ? label : best,
  );
}

function mistakeOf(label: ClassLabel, answer: ClassLabel): Mistake {
  if (label === 'background') return 'not marked';
  return answer === 'background' ? 'no face' : 'wrong label';
}

/** The path of the file of a judgement: a file of the given data, or the path itself. */
export function pathFinder(photographs: readonly DataPhotograph[]): (file: string) => string {
  const paths = new Map(photographs.map((p) => [`${p.dataset}/${p.name}`, p.file]));
  return (file) => paths.get(file) ?? path.resolve(file);
}

/** One tab-separated line each, for reading and for copying into a list of corrections. */
export function contradictionLines(found: readonly Contradiction[]): string {
  const lines = found.map(({ file, box, label, answer, margin, mistake }) => {
    const place = box ? placeOf(box) : '';
    return `${file}\t${place}\t${label}\t${answer}\t${margin.toFixed(3)}\t${mistake}\n`;
  });
  return ['file\tx,y,width,height\tlabel\tmodel\tmargin\tmistake\n', ...lines].join('');
}

/** Where a crop lies in its photograph; nothing for that of a class folder, which has no boxes. */
export function placeInPhotograph(
  { marked, box }: Pick<Crop, 'marked' | 'box'>,
  photograph: DataPhotograph,
): { readonly box?: Box<'photograph'> } {
  if (marked) return { box: marked };
  if (photograph.kind === 'labelled') return {};
  return { box: scaleBox<'photograph'>(box, frameScale(photograph)) };
}
