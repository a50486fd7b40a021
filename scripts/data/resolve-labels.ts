import path from 'node:path';
import type { Box } from '../../lib/geometry.ts';
import { FACE_LABELS, type FaceLabel } from '../../lib/vision/labels.ts';
import { type LabelNames, labelNames } from './label-names.ts';
import type { AnnotatedFace, DataPhotograph, Dataset, Skipped } from './photograph.ts';
import type { Found, FoundBoxes, FoundPhotograph } from './readers/reader.ts';

/**
 * A data folder and its name. The name, together with that of a photograph, identifies the
 * photograph.
 */
interface Source {
  readonly root: string;
  readonly dataset: string;
}

/**
 * Replaces the labels of the data by ours. Boxes that cannot be used are left out and listed with
 * the reason. Boxes with an unknown name are neither faces nor background.
 * @param given see `labelNames`
 * @throws Error where no name means a face label
 */
export function resolveLabels(
  { root, dataset }: Source,
  found: Found,
  given: readonly string[],
): Dataset {
  const all = [...new Set(found.photographs.flatMap(labelsOf))];
  const names = labelNames(given, all);
  const skipped: Skipped[] = [...found.skipped];
  const photographs = found.photographs.flatMap((photograph): DataPhotograph[] => {
    const { name, part } = photograph;
    const file = path.join(root, name);
    const entry = { file, dataset, name, turn: 0, ...(part && { part }) };
    if (photograph.kind === 'labelled') {
      const label = names.meaningOf(photograph.label);
      if (label === undefined || label === 'ignore') {
        skipped.push({ file, why: label ? 'label to be ignored' : unknown(photograph.label) });
        return [];
      }
      return [{ kind: 'labelled', ...entry, label, stratum: stratumOf(dataset, [label]) }];
    }
    const { faces, ignored } = resolveBoxes(photograph, names, (why) =>
      skipped.push({ file, why }),
    );
    const labels = faces.map(({ label }) => label);
    return [
      {
        kind: 'annotated',
        ...entry,
        stratum: stratumOf(dataset, labels),
        ...(photograph.size ?? { width: 0, height: 0 }),
        faces,
        unlabelled: [],
        ignored,
      },
    ];
  });
  if (all.length > 0 && !all.some((name) => isFace(names, name))) throw noneKnown(root, all);
  return { photographs, skipped };
}

/** Whether one of the names in the data means a face label. @param given see `labelNames` */
export function hasKnownLabel({ photographs }: Found, given: readonly string[]): boolean {
  const all = [...new Set(photographs.flatMap(labelsOf))];
  const names = labelNames(given, all);
  return all.some((name) => isFace(names, name));
}

function labelsOf(photograph: FoundPhotograph): string[] {
  return photograph.kind === 'labelled'
    ? [photograph.label]
    : photograph.boxes.map(({ label }) => label);
}

function isFace(names: LabelNames, name: string): boolean {
  return FACE_LABELS.some((label) => label === names.meaningOf(name));
}

function resolveBoxes(
  { boxes }: FoundBoxes,
  names: LabelNames,
  leaveOut: (why: string) => void,
): { faces: AnnotatedFace[]; ignored: Box[] } {
  const faces: AnnotatedFace[] = [];
  const ignored: Box[] = [];
  for (const found of boxes) {
    const box = usableBox(found.box);
    if (!box) {
      leaveOut('a box without an area');
      continue;
    }
    const label = names.meaningOf(found.label);
    if (!found.doubtful && label === undefined) leaveOut(unknown(found.label));
    if (found.doubtful || label === undefined || label === 'ignore') ignored.push(box);
    else faces.push({ label, box });
  }
  return { faces, ignored };
}

/** A box with its edges in order; null for an empty box. */
function usableBox({ x, y, width, height }: Box): Box | null {
  const box = {
    x: Math.min(x, x + width),
    y: Math.min(y, y + height),
    width: Math.abs(width),
    height: Math.abs(height),
  };
  return box.width > 0 && box.height > 0 && Number.isFinite(box.x + box.y) ? box : null;
}

function unknown(label: string): string {
  return `label "${label}" is not known: --label "${label}=..." explains it`;
}

function noneKnown(root: string, all: readonly string[]): Error {
  const names = all.slice(0, 8).map((name) => `"${name}"`);
  return new Error(
    `${root}: none of its labels is known (${names.join(', ')}). Say what they mean, ` +
      `e.g. --label ${names[0]}=with_mask`,
  );
}

/** The rarest label of a photograph with several faces counts. */
function stratumOf(dataset: string, labels: readonly FaceLabel[]): string {
  const rarest = [...FACE_LABELS].reverse().find((label) => labels.includes(label)) ?? 'none';
  return `${dataset} ${rarest}`;
}
