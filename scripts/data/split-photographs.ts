import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DUPLICATE_DISTANCE, groupDuplicates, type PerceptualHash } from './duplicates.ts';
import {
  COPIES_FILE,
  knownPairs,
  type PhotographPair,
  SAME_PERSON_FILE,
} from './lists/known-copies.ts';
import { findListed } from './lists/listed-photographs.ts';
import type { DataPhotograph } from './photograph.ts';
import { photographHashes } from './photograph-hashes.ts';
import { SPLITS, type Split, type SplitItem, type SplitMode, splitByGroup } from './split.ts';

export interface SplitChoice {
  readonly split: SplitMode;
  readonly seed: number;
  /** Folder for hashes. */
  readonly cache: string;
  /** Lists of pairs that share a part; without it, the lists on record. */
  readonly pairLists?: readonly string[];
}

/** Lists that keep photographs in one part of the split, in addition to their hashes. */
const SAME_PART_LISTS = [COPIES_FILE, SAME_PERSON_FILE];

/**
 * The part of each photograph. Finder, classifier and evaluation get the same parts when they call
 * this with the same folders and choice.
 * Each turn is dealt by itself, so that further data move no photograph of an earlier turn. A
 * photograph that is a copy of earlier ones, or shows the same person, goes to their part. Where
 * these are in several parts, its part is null.
 * @throws Error for `folders` where a photograph is in no part's folder
 */
export async function splitPhotographs(
  photographs: readonly DataPhotograph[],
  { split, seed, cache, pairLists = SAME_PART_LISTS }: SplitChoice,
): Promise<(Split | null)[]> {
  if (split === 'folders') return photographs.map(partOf);
  const alone = split === 'random';
  const hashes = alone ? null : await photographHashes(photographs, cache);
  const pairs = await pairsOn(pairLists, photographs, cache);
  const parts = new Array<Split | null>(photographs.length).fill(null);
  const turns = [...new Set(photographs.map(({ turn }) => turn))].sort((a, b) => a - b);
  for (const turn of turns) {
    // Later turns are left out: they must not join groups of earlier ones.
    const seen = photographs.flatMap((photograph, i) => (photograph.turn <= turn ? [i] : []));
    const groups = hashes ? groupsAmong(seen, hashes, pairs) : seen;
    const items = seen.map((i, place): DealtItem => {
      const { turn, stratum } = photographs[i] as DataPhotograph;
      return { i, turn, group: groups[place] as number, stratum: alone ? '' : stratum };
    });
    dealTurn(parts, items, turn, seed);
  }
  return parts;
}

interface DealtItem extends SplitItem {
  /** Index of the photograph. */
  readonly i: number;
  readonly turn: number;
}

/**
 * Assigns parts to the photographs of one turn. @param items of this turn and of all earlier ones
 */
function dealTurn(
  parts: (Split | null)[],
  items: readonly DealtItem[],
  turn: number,
  seed: number,
): void {
  const earlier = new Map<number, Set<Split | null>>();
  for (const { i, group } of items.filter((item) => item.turn < turn)) {
    earlier.set(group, (earlier.get(group) ?? new Set()).add(parts[i] ?? null));
  }
  const own = items.filter((item) => item.turn === turn);
  const free = own.filter(({ group }) => !earlier.has(group));
  const dealt = splitByGroup(free, seed);
  free.forEach(({ i }, place) => {
    parts[i] = dealt[place] as Split;
  });
  for (const { i, group } of own) {
    const [part, ...others] = earlier.get(group) ?? [];
    if (part && others.length === 0) parts[i] = part;
  }
}

/** Group numbers for some of the photographs, by index. */
function groupsAmong(
  chosen: readonly number[],
  hashes: readonly (PerceptualHash | null)[],
  pairs: readonly PhotographPair[],
): number[] {
  const places = new Map(chosen.map((i, place) => [i, place]));
  const inside = pairs.flatMap(([a, b]): PhotographPair[] => {
    const [p, q] = [places.get(a), places.get(b)];
    return p === undefined || q === undefined ? [] : [[p, q]];
  });
  return groupDuplicates(
    chosen.map((i) => hashes[i] ?? null),
    DUPLICATE_DISTANCE,
    inside,
  );
}

function partOf({ file, part }: DataPhotograph): Split {
  if (part) return part;
  throw new Error(`${file} lies in no folder train, validation (or val) or test: --split folders`);
}

/**
 * The group number of each photograph. Copies of one photograph share a number across all data
 * sets: those that a hash of the whole picture finds, and the mirrored, rotated and re-cropped ones
 * on record (`known-copies.ts`).
 * @param cache folder for hashes
 */
export function copyGroups(
  photographs: readonly DataPhotograph[],
  cache: string,
): Promise<number[]> {
  return groupsOf(photographs, cache, [COPIES_FILE]);
}

/** The same, with one number for photographs of the same person. */
export function personGroups(
  photographs: readonly DataPhotograph[],
  cache: string,
): Promise<number[]> {
  return groupsOf(photographs, cache, SAME_PART_LISTS);
}

async function groupsOf(
  photographs: readonly DataPhotograph[],
  cache: string,
  lists: readonly string[],
): Promise<number[]> {
  const hashes = await photographHashes(photographs, cache);
  return groupDuplicates(hashes, DUPLICATE_DISTANCE, await pairsOn(lists, photographs, cache));
}

async function pairsOn(
  lists: readonly string[],
  photographs: readonly DataPhotograph[],
  cache: string,
): Promise<PhotographPair[]> {
  const listed = await findListed(photographs, cache);
  return (await Promise.all(lists.map((file) => knownPairs(listed, file)))).flat();
}

/**
 * Writes the file lists of a split: train.txt, validation.txt, test.txt, and left-out.txt where
 * needed.
 */
export async function writeSplitLists(
  folder: string,
  photographs: readonly DataPhotograph[],
  splits: readonly (Split | null)[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const split of [...SPLITS, null]) {
    const names = photographs.filter((_, i) => splits[i] === split);
    if (split === null && names.length === 0) continue;
    const lines = names.map(({ dataset, name }) => `${dataset}/${name}\n`);
    await writeFile(path.join(folder, `${split ?? 'left-out'}.txt`), lines.join(''));
  }
}

/** Says how many photographs of further data belong to no part; empty for none. */
export function leftOutLine(splits: readonly (Split | null)[]): string {
  const count = splits.filter((split) => split === null).length;
  return count > 0
    ? `${count} added photographs left out: their copies are in several parts of the split`
    : '';
}
