import { type Box, intersectionOverUnion } from '../../lib/geometry.ts';
import { groupDuplicates, hashDistance, type PerceptualHash } from '../data/duplicates.ts';
import type { AnnotatedPhotograph, DataPhotograph } from '../data/photograph.ts';

/** Two photographs, by index, and the number of different bits in their hashes. */
export interface Pair {
  readonly a: number;
  readonly b: number;
  readonly distance: number;
}

/** Least overlap of boxes in two copies that mark one face. */
const SAME_FACE_IOU = 0.4;

/** All pairs with at most this many different bits, nearest first. */
export function closePairs(
  hashes: readonly (PerceptualHash | null)[],
  maxDistance: number,
): Pair[] {
  const pairs: Pair[] = [];
  hashes.forEach((hash, a) => {
    if (!hash) return;
    for (let b = a + 1; b < hashes.length; b++) {
      const other = hashes[b];
      if (!other) continue;
      const distance = hashDistance(hash, other);
      if (distance <= maxDistance) pairs.push({ a, b, distance });
    }
  });
  return pairs.sort((p, q) => p.distance - q.distance);
}

/** The groups with more than one photograph, by index, largest first. */
export function copyGroups(
  hashes: readonly (PerceptualHash | null)[],
  maxDistance: number,
): number[][] {
  const members = new Map<number, number[]>();
  groupDuplicates(hashes, maxDistance).forEach((group, i) => {
    members.set(group, [...(members.get(group) ?? []), i]);
  });
  return [...members.values()].filter((m) => m.length > 1).sort((m, n) => n.length - m.length);
}

/** A contradiction between the labels of two copies. */
export interface LabelConflict {
  /** A description for people. */
  readonly what: string;
  /** The face in each photograph, where both have boxes. */
  readonly boxes?: readonly [Box, Box];
}

/** The labels on which two copies of a photograph differ; empty where they agree. */
export function labelConflicts(a: DataPhotograph, b: DataPhotograph): LabelConflict[] {
  if (a.kind === 'labelled' && b.kind === 'labelled') {
    return a.label === b.label ? [] : [{ what: `${a.label} / ${b.label}` }];
  }
  if (a.kind === 'annotated' && b.kind === 'annotated') return faceConflicts(a, b);
  const [folder, boxes] = a.kind === 'labelled' ? [a, b] : [b, a];
  if (folder.kind !== 'labelled' || boxes.kind !== 'annotated') return [];
  const labels = [...new Set(boxes.faces.map(({ label }) => label))];
  if (labels.length === 0 || labels.includes(folder.label)) return [];
  return [{ what: `${folder.label} / boxes of ${labels.join(', ')}` }];
}

/** Faces at the same place, relative to the picture, with different labels. */
function faceConflicts(a: AnnotatedPhotograph, b: AnnotatedPhotograph): LabelConflict[] {
  return a.faces.flatMap((face): LabelConflict[] => {
    const place = relative(face.box, a);
    const same = b.faces
      .map((other) => ({ other, iou: intersectionOverUnion(place, relative(other.box, b)) }))
      .sort((p, q) => q.iou - p.iou)[0];
    if (!same || same.iou < SAME_FACE_IOU || same.other.label === face.label) return [];
    return [{ what: `${face.label} / ${same.other.label}`, boxes: [face.box, same.other.box] }];
  });
}

function relative(box: Box, { width, height }: AnnotatedPhotograph): Box {
  return {
    x: box.x / width,
    y: box.y / height,
    width: box.width / width,
    height: box.height / height,
  };
}
