import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DataPhotograph } from '../data/photograph.ts';
import { loadEngine } from '../engine/engine.ts';
import type { EngineName } from '../engine/native-packages.ts';
import { judgeByFolds } from './judge-folds.ts';
import {
  type Contradiction,
  contradictionLines,
  contradictions,
  type Judgement,
  MISTAKES,
  pathFinder,
} from './judgements.ts';
import { writeContradictionSheet } from './pictures.ts';
import { type FaceGroup, faceGroups } from './weak-groups.ts';

interface QuestionOptions {
  /** 0: none. */
  readonly folds: number;
  readonly engine: EngineName | 'auto';
  readonly models: string;
  readonly cache: string;
  readonly seed: number;
  /** Folder of the report. */
  readonly out: string;
  /** Contradicted labels in the picture. */
  readonly worst: number;
}

/** What a model says of the labels. */
export interface Questioned {
  readonly judged: number;
  readonly contradicted: number;
  /** Contradictions by what they say of the data. */
  readonly mistakes: Readonly<Record<Contradiction['mistake'], number>>;
  /** Weakest first. */
  readonly groups: readonly FaceGroup[];
}

/**
 * Lists the labels that a model contradicts, strongest first, with their pictures, and how well it judges
 * which faces.
 * @param given the judgements of a training run; without them, heads are trained fold by fold
 */
export async function questionLabels(
  photographs: readonly DataPhotograph[],
  given: readonly Judgement[] | null,
  options: QuestionOptions,
): Promise<Questioned> {
  const at = (name: string) => path.join(options.out, name);
  await loadEngine(options.engine);
  const judged = given ?? (await judgeByFolds(photographs, options));
  if (!given) await writeFile(at('judgements.json'), JSON.stringify(judged));
  const found = contradictions(judged);
  await writeFile(at('contradicted.tsv'), contradictionLines(found));
  await writeContradictionSheet(
    at('contradicted.png'),
    found.slice(0, options.worst),
    pathFinder(photographs),
  );
  const count = (kind: Contradiction['mistake']) =>
    found.filter(({ mistake }) => mistake === kind).length;
  return {
    judged: judged.length,
    contradicted: found.length,
    mistakes: Object.fromEntries(
      MISTAKES.map((kind) => [kind, count(kind)]),
    ) as Questioned['mistakes'],
    groups: await faceGroups(judged, photographs, options.cache),
  };
}
