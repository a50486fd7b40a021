import {
  type Box,
  intersectionOverUnion,
  type Size,
  scaleBox,
  wholeOf,
} from '../../../lib/geometry.ts';
import { createFaceFinder } from '../../../lib/vision/find/face-finder.ts';
import { FINDER_SIZES, type FinderSize } from '../../../lib/vision/find/sizes.ts';
import type { FaceCandidate } from '../../../lib/vision/find/suppress.ts';
import { readPixels } from '../../../lib/vision/frame/open-frame.ts';
import { FACE_LABELS } from '../../../lib/vision/labels.ts';
import type { NamedWeights } from '../../../lib/vision/model/weights.ts';
import {
  type AnnotatedFace,
  type AnnotatedPhotograph,
  possibleFaces,
} from '../../data/photograph.ts';
import { readPhotograph } from '../../data/read-photograph.ts';
import { LARGE_FACE_RATIO, MATCH_IOU } from '../../evaluation/match-faces.ts';
import { progressBar } from '../../support/progress.ts';
import { type Share, share } from '../report/metrics.ts';
import { FINDER_SHAPES } from './shapes.ts';

const MEASURED_THRESHOLDS = [0.2, 0.3, 0.4, 0.5, 0.6] as const;

export interface FinderFigures {
  readonly threshold: number;
  /** Recall by class, of faces at least 8% of the longer edge, and of all. */
  readonly large: Record<string, Share>;
  readonly all: Record<string, Share>;
  /** Boxes a photograph on nothing known to be a face, large ones and all. */
  readonly falseLarge: number;
  readonly falseAll: number;
}

/** A row for each threshold, of each size of the finder's input. */
export type FinderMeasurement = Readonly<Record<FinderSize, readonly FinderFigures[]>>;

interface SeenPhotograph {
  readonly faces: readonly AnnotatedFace[];
  /** Those faces and what may be others: no box on them is false. */
  readonly possible: readonly Box[];
  readonly found: readonly FaceCandidate[];
  /** Height from which a face counts as large, frame px. */
  readonly large: number;
}

/** Recall and false boxes on whole photographs, letterboxed, IoU >= 0.3, at each size. */
export async function measureSizes(
  weights: NamedWeights,
  photographs: readonly AnnotatedPhotograph[],
): Promise<FinderMeasurement> {
  const tables: Partial<Record<FinderSize, readonly FinderFigures[]>> = {};
  for (const size of FINDER_SIZES) {
    tables[size] = await measureFinder(weights, photographs, FINDER_SHAPES[size]);
  }
  return tables as FinderMeasurement;
}

async function measureFinder(
  weights: NamedWeights,
  photographs: readonly AnnotatedPhotograph[],
  shapes: readonly Size[],
): Promise<FinderFigures[]> {
  const settings = { shapes, iouThreshold: 0.3, scoreThreshold: MEASURED_THRESHOLDS[0] };
  const finder = createFaceFinder(settings, weights);
  const seen: SeenPhotograph[] = [];
  const progress = progressBar('Measuring', photographs.length);
  for (const photograph of photographs) {
    const { frame, scale } = await readPhotograph(photograph.file);
    const pixels = readPixels(frame);
    const found = await finder.find(pixels, [wholeOf(frame)]);
    pixels.dispose();
    const faces = photograph.faces.map(({ label, box }) => ({
      label,
      box: scaleBox(box, 1 / scale),
    }));
    const possible = possibleFaces(photograph).map((box) => scaleBox(box, 1 / scale));
    const large = Math.max(frame.width, frame.height) * LARGE_FACE_RATIO;
    seen.push({ faces, possible, found, large });
    progress.step();
  }
  progress.end();

  return MEASURED_THRESHOLDS.map((threshold): FinderFigures => {
    const counts = {
      large: new Map<string, [number, number]>(),
      all: new Map<string, [number, number]>(),
    };
    let [falseLarge, falseAll] = [0, 0];
    for (const { faces, possible, found, large } of seen) {
      const kept = found.filter(({ score }) => score >= threshold);
      for (const { label, box } of faces) {
        const hit = kept.some((c) => intersectionOverUnion(c.box, box) >= MATCH_IOU);
        for (const group of box.height >= large ? [counts.large, counts.all] : [counts.all]) {
          const [hits, n] = group.get(label) ?? [0, 0];
          group.set(label, [hits + (hit ? 1 : 0), n + 1]);
        }
      }
      const unmatched = kept.filter((c) =>
        possible.every((box) => intersectionOverUnion(c.box, box) < MATCH_IOU),
      );
      falseAll += unmatched.length;
      falseLarge += unmatched.filter(({ box }) => box.height >= large).length;
    }
    const shares = (group: Map<string, [number, number]>) =>
      Object.fromEntries(
        FACE_LABELS.map((label) => [label, share(...(group.get(label) ?? [0, 0]))]),
      );
    return {
      threshold,
      large: shares(counts.large),
      all: shares(counts.all),
      falseLarge: falseLarge / Math.max(1, photographs.length),
      falseAll: falseAll / Math.max(1, photographs.length),
    };
  });
}

export function formatSizes(measured: FinderMeasurement): string {
  return FINDER_SIZES.map((size) => [size, ...measured[size].map(formatRow)].join('\n')).join('\n');
}

function formatRow({ threshold, large, all, falseLarge, falseAll }: FinderFigures): string {
  const list = (shares: Record<string, Share>) =>
    FACE_LABELS.map((label) => {
      const { share: p, n } = shares[label] as Share;
      return `${label} ${(100 * p).toFixed(1)}% (n=${n})`;
    }).join(', ');
  return (
    `  ${threshold}: from 8%: ${list(large)}; false ${falseLarge.toFixed(2)} an image\n` +
    `       all sizes: ${list(all)}; false ${falseAll.toFixed(2)} an image`
  );
}
