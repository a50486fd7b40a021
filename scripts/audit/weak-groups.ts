import type { AnnotatedPhotograph, DataPhotograph } from '../data/photograph.ts';
import { personGroups } from '../data/split-photographs.ts';
import { type FaceConditions, findConditions } from '../evaluation/face-conditions.ts';
import { groupedShare } from '../evaluation/grouped-share.ts';
import type { Share } from '../training/report/metrics.ts';
import { type Judgement, likeliestClass } from './judgements.ts';

/** Faces that have something in common, and how many of them are judged as they are labelled. */
export interface FaceGroup {
  readonly kind: 'set' | 'height' | 'angle' | 'light';
  /** Of the data set; `32 to 64 px`; as `face-conditions.ts` names them. */
  readonly name: string;
  readonly right: Share;
  /** Whether even the upper end of the interval is below the share of all faces. */
  readonly weak: boolean;
}

/** Heights of faces, px of the photograph. */
const HEIGHTS = [0, 32, 64, 128, 256, Infinity] as const;
/** Smaller groups say nothing. */
const LEAST_FACES = 10;

/**
 * How well the faces of each set, height, angle and light are judged; without background. Height, angle and
 * light need boxes. An engine must have been loaded.
 * @param cache folder of intermediate results
 */
export async function faceGroups(
  judgements: readonly Judgement[],
  photographs: readonly DataPhotograph[],
  cache: string,
): Promise<FaceGroup[]> {
  const persons = await personGroups(photographs, cache);
  const annotated = photographs.filter((photograph) => photograph.kind === 'annotated');
  const conditions = await findConditions(annotated, cache);
  const byName = new Map(
    photographs.map((photograph, i) => [`${photograph.dataset}/${photograph.name}`, i]),
  );
  const faces = judgements.flatMap((judgement) => {
    const index = byName.get(judgement.file);
    if (index === undefined || judgement.label === 'background') return [];
    const photograph = photographs[index] as DataPhotograph;
    const condition =
      photograph.kind === 'annotated'
        ? conditionOf(photograph, conditions[annotated.indexOf(photograph)] ?? [], judgement)
        : undefined;
    const item = {
      group: persons[index] as number,
      hit: likeliestClass(judgement) === judgement.label,
    };
    return [{ item, keys: keysOf(photograph, judgement, condition) }];
  });
  const all = groupedShare(faces.map(({ item }) => item)).share;
  const groups = new Map<string, (typeof faces)[number]['item'][]>();
  for (const { item, keys } of faces) {
    for (const key of keys) groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups]
    .filter(([, items]) => items.length >= LEAST_FACES)
    .map(([key, items]): FaceGroup => {
      const [kind, name] = key.split('\t') as [FaceGroup['kind'], string];
      const right = groupedShare(items);
      return { kind, name, right, weak: right.interval.high < all };
    })
    .sort((a, b) => a.right.share - b.right.share);
}

function keysOf(
  { dataset }: DataPhotograph,
  { box }: Judgement,
  condition: FaceConditions | undefined,
): string[] {
  const above = box && HEIGHTS.findIndex((bound) => bound > box.height);
  return [
    `set\t${dataset}`,
    ...(above ? [`height\t${HEIGHTS[above - 1]} to ${HEIGHTS[above]} px`] : []),
    ...(condition ? [`angle\t${condition.angle}`, `light\t${condition.light}`] : []),
  ];
}

function conditionOf(
  { faces }: AnnotatedPhotograph,
  conditions: readonly FaceConditions[],
  { box }: Judgement,
): FaceConditions | undefined {
  const face = faces.findIndex(
    (one) => box && one.box.x === box.x && one.box.y === box.y && one.box.width === box.width,
  );
  return conditions[face];
}
