import { FACE_LABELS, type FaceLabel } from '../../lib/vision/labels.ts';
import { possibleFaces } from '../data/photograph.ts';
import type { InspectedPhotograph } from './inspect-files.ts';

export interface Quantiles {
  readonly smallest: number;
  readonly tenth: number;
  readonly median: number;
  readonly ninetieth: number;
  readonly largest: number;
}

/** The content of one data set. */
export interface DatasetCounts {
  readonly photographs: number;
  /** Faces with boxes, or photographs of class folders. */
  readonly labels: Record<FaceLabel, number>;
  /** Faces that annotators left out, and boxes that may be faces. Neither are background. */
  readonly leftOut: number;
  readonly ignored: number;
  /** Longer edge of the photographs, px. */
  readonly longerEdge: Quantiles;
  /** Height of the annotated faces, px; absent for class folders. */
  readonly faceHeight?: Quantiles;
  /** By the content of the files. */
  readonly formats: Record<string, number>;
  readonly misnamed: number;
  readonly oddities: Record<string, number>;
  readonly unreadable: number;
  /**
   * Photographs whose boxes were drawn before an EXIF turn, or on a copy with another size. The
   * boxes are corrected.
   */
  readonly turned: number;
  readonly scaled: number;
  /** Boxes that reach beyond the annotated size. */
  readonly boxesOutside: number;
}

/** The counts of each data set, by its name. */
export function countDatasets(
  inspected: readonly InspectedPhotograph[],
): Record<string, DatasetCounts> {
  const names = [...new Set(inspected.map(({ photograph }) => photograph.dataset))].sort();
  return Object.fromEntries(
    names.map((name) => [
      name,
      countDataset(inspected.filter(({ photograph }) => photograph.dataset === name)),
    ]),
  );
}

function countDataset(inspected: readonly InspectedPhotograph[]): DatasetCounts {
  const annotated = inspected.flatMap(({ photograph }) =>
    photograph.kind === 'annotated' ? [{ photograph }] : [],
  );
  const faces = annotated.flatMap(({ photograph }) => photograph.faces);
  const labels = inspected.flatMap(({ photograph }) =>
    photograph.kind === 'labelled'
      ? [photograph.label]
      : photograph.faces.map(({ label }) => label),
  );
  const readable = inspected.filter(({ unreadable }) => unreadable === undefined);
  return {
    photographs: inspected.length,
    labels: Object.fromEntries(
      FACE_LABELS.map((label) => [label, labels.filter((l) => l === label).length]),
    ) as Record<FaceLabel, number>,
    leftOut: sum(annotated, ({ photograph }) => photograph.unlabelled.length),
    ignored: sum(annotated, ({ photograph }) => photograph.ignored.length),
    longerEdge: quantiles(readable.map(({ width, height }) => Math.max(width, height))),
    ...(faces.length > 0 && { faceHeight: quantiles(faces.map(({ box }) => box.height)) }),
    formats: tally(inspected.map(({ format }) => format ?? 'unknown')),
    misnamed: inspected.filter(({ misnamed }) => misnamed).length,
    oddities: tally(inspected.flatMap(({ oddities }) => oddities)),
    unreadable: inspected.length - readable.length,
    turned: annotated.filter(({ photograph }) => photograph.moved === 'turned').length,
    scaled: annotated.filter(({ photograph }) => photograph.moved === 'scaled').length,
    boxesOutside: sum(
      annotated,
      ({ photograph }) =>
        possibleFaces(photograph).filter(
          (box) =>
            box.x < 0 ||
            box.y < 0 ||
            box.x + box.width > photograph.width ||
            box.y + box.height > photograph.height,
        ).length,
    ),
  };
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}

/** Nearest-rank quantiles; zeros for no values. */
function quantiles(values: readonly number[]): Quantiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.round(part * (sorted.length - 1))] ?? 0;
  return {
    smallest: at(0),
    tenth: at(0.1),
    median: at(0.5),
    ninetieth: at(0.9),
    largest: at(1),
  };
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of [...names].sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
