import type { JudgedFace } from '../../lib/vision/detector-types.ts';
import { FACE_LABELS, likeliest } from '../../lib/vision/labels.ts';
import type { Share } from '../training/report/metrics.ts';
import { groupedShare } from './grouped-share.ts';
import type { JudgedPhotograph } from './judged-photograph.ts';

const BINS = 10;

/** Boxes whose confidence lies in one range: a calibrated judge is right as often as it says. */
export interface ReliabilityBin {
  /** Mean confidence, 0 to 1. */
  readonly confidence: number;
  readonly right: Share;
}

interface Reliability {
  readonly bins: readonly ReliabilityBin[];
  /** Expected calibration error over the bins (Guo et al. 2017), 0 to 1. */
  readonly calibrationError: number;
}

/**
 * How often the boxes of each range of confidence are right, the strongest class taken where unsure. A box
 * on nothing is wrong whatever it says; one on a left-out face has no sure label and does not count.
 */
export function reliability(photographs: readonly JudgedPhotograph[]): Reliability {
  const boxes = photographs.flatMap(({ group, faces, loose }) => [
    ...faces.flatMap(({ truth, judged }) =>
      judged
        ? [{ group, confidence: judged.confidence, hit: strongestLabel(judged) === truth }]
        : [],
    ),
    ...loose
      .filter(({ on }) => on === 'nothing')
      .map(({ judged }) => ({ group, confidence: judged.confidence, hit: false })),
  ]);
  const bins = Array.from({ length: BINS }, (_, bin) =>
    boxes.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin),
  )
    .filter((inBin) => inBin.length > 0)
    .map((inBin) => ({
      confidence: inBin.reduce((sum, { confidence }) => sum + confidence, 0) / inBin.length,
      right: groupedShare(inBin),
    }));
  const gap = bins.reduce(
    (sum, { confidence, right }) => sum + right.n * Math.abs(confidence - right.share),
    0,
  );
  return { bins, calibrationError: gap / Math.max(1, boxes.length) };
}

function strongestLabel({ label, scores }: JudgedFace) {
  return label === 'unsure' ? likeliest(FACE_LABELS, (name) => scores[name]) : label;
}
