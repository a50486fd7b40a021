import type { z } from 'zod';
import { readDatasets } from '../data/dataset.ts';
import type { AnnotatedPhotograph } from '../data/photograph.ts';
import { copyGroups, personGroups, splitPhotographs } from '../data/split-photographs.ts';
import type { photographOptions } from '../support/options.ts';

type PhotographOptions = z.infer<z.ZodObject<typeof photographOptions>>;

export interface ChosenPhotograph {
  readonly photograph: AnnotatedPhotograph;
  /** Photographs that show one person share a number. */
  readonly group: number;
}

interface Chosen {
  readonly chosen: readonly ChosenPhotograph[];
  /** Photographs left out as copies of chosen ones. */
  readonly copies: number;
}

/**
 * The photographs with boxes in the part asked for, one of each group of copies: a face that stands in
 * two data sets is one sample and not two.
 * @throws Error where there is none
 */
export async function choosePhotographs(options: PhotographOptions): Promise<Chosen> {
  const { photographs } = await readDatasets(options.data, options.add, {
    labels: options.label,
    cache: options.cache,
  });
  const splits = options.only === 'all' ? null : await splitPhotographs(photographs, options);
  const groups = await copyGroups(photographs, options.cache);
  const persons = await personGroups(photographs, options.cache);
  const byGroup = new Map<number, ChosenPhotograph>();
  let copies = 0;
  photographs.forEach((photograph, i) => {
    if (photograph.kind !== 'annotated' || (splits && splits[i] !== options.only)) return;
    const group = groups[i] as number;
    if (byGroup.has(group)) copies++;
    else byGroup.set(group, { photograph, group: persons[i] as number });
  });
  if (byGroup.size === 0) throw new Error('No photograph with boxes to evaluate on');
  return { chosen: [...byGroup.values()], copies };
}
