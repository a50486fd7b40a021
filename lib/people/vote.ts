import type { JudgedFace } from '../vision/detector-types.ts';
import {
  FACE_LABELS,
  likeliest,
  NOT_WORN_RIGHT,
  shareNotWornRight,
  type Verdict,
  WORN_WAYS,
  type WornWay,
} from '../vision/labels.ts';

/**
 * The label of a person is a vote over recent frames. Each frame counts by the quality of its view
 * and fades with time. A label changes only after the evidence has clearly changed, so a hand in
 * front of the face does not make it flicker.
 */

export interface Vote {
  readonly label: Verdict;
  /** Share of the evidence for `label`, or for the likeliest label when unsure, 0 to 1. */
  readonly confidence: number;
  /** Decaying sum over frames; one frame of full quality adds 1. */
  readonly evidence: Readonly<Record<Verdict, number>>;
  /** The same for the ways of wearing a mask incorrectly. */
  readonly ways: Readonly<Record<WornWay, number>>;
  /** Set for `incorrect_mask` if most of the evidence is for this way. */
  readonly worn?: WornWay;
  /** Whether there is a label and the last frame agreed with it. */
  readonly settled: boolean;
  /** When the last counted frame was taken. */
  readonly atMs: number;
}

/** Evidence halves in this time. */
const HALF_LIFE_MS = 400;
/**
 * Least share of the evidence that stays from frame to frame: otherwise a slow machine would never
 * be sure.
 */
const LEAST_KEPT_RATIO = 0.5;
/** Evidence that a label needs: two frames of medium quality. */
const LEAST_EVIDENCE = 1;
/** Share of the evidence that a new label needs. */
const SHARE_TO_ENTER = 0.6;
/** Share of the evidence that keeps a label. */
const SHARE_TO_STAY = 0.42;
/** Weight of the scores of an unsure frame: too small to settle a label. */
const TRUST_WHEN_UNSURE = 0.5;

const VERDICTS: readonly Verdict[] = [...FACE_LABELS, 'unsure'];

export const NO_VOTE: Vote = {
  label: 'unsure',
  confidence: 0,
  evidence: { with_mask: 0, without_mask: 0, incorrect_mask: 0, unsure: 0 },
  ways: { nose_uncovered: 0, under_chin: 0 },
  settled: false,
  atMs: Number.NEGATIVE_INFINITY,
};

/**
 * The answer for a judged frame. The face classes share the probability that it is a face; the rest
 * is unsure.
 */
type Ballot = Pick<JudgedFace, 'label' | 'scores' | 'isFace' | 'worn'>;

/**
 * The vote after another judged frame.
 * @param quality weight of the frame, 0 to 1
 * @param atMs when the frame was taken; it never decreases
 */
export function castBallot(vote: Vote, ballot: Ballot, quality: number, atMs: number): Vote {
  const kept = Math.max(LEAST_KEPT_RATIO, 0.5 ** ((atMs - vote.atMs) / HALF_LIFE_MS));
  const shares = sharesOf(ballot);
  const evidence = Object.fromEntries(
    VERDICTS.map((v) => [v, vote.evidence[v] * kept + shares[v] * quality]),
  ) as Record<Verdict, number>;
  const total = VERDICTS.reduce((sum, v) => sum + evidence[v], 0);
  const share = (v: Verdict) => (total > 0 ? evidence[v] / total : 0);

  const label = total < LEAST_EVIDENCE ? 'unsure' : decide(vote.label, share);
  const confidence = share(label === 'unsure' ? likeliest(FACE_LABELS, share) : label);
  const settled = label !== 'unsure' && label === ballot.label;
  const ways = Object.fromEntries(
    WORN_WAYS.map((w) => [w, vote.ways[w] * kept + (ballot.worn === w ? quality : 0)]),
  ) as Record<WornWay, number>;
  const worn = label === 'incorrect_mask' ? clearWay(ways) : undefined;
  return { label, confidence, evidence, ways, ...(worn && { worn }), settled, atMs };
}

function clearWay(ways: Vote['ways']): WornWay | undefined {
  const told = ways.nose_uncovered + ways.under_chin;
  return WORN_WAYS.find((w) => told > 0 && ways[w] >= SHARE_TO_ENTER * told);
}

function decide(current: Verdict, share: (verdict: Verdict) => number): Verdict {
  const strongest = likeliest(FACE_LABELS, share);
  if (share(strongest) >= SHARE_TO_ENTER) return strongest;
  if (current !== 'unsure' && share(current) >= SHARE_TO_STAY) return current;
  // As in a single frame: "not worn right" is certain before the way is.
  if (shareNotWornRight(share) >= SHARE_TO_ENTER) return likeliest(NOT_WORN_RIGHT, share);
  return 'unsure';
}

/** The shares of a frame, with the sum 1. */
function sharesOf({ label, scores, isFace }: Ballot): Readonly<Record<Verdict, number>> {
  const none = { with_mask: 0, without_mask: 0, incorrect_mask: 0, unsure: 0 };
  const total = FACE_LABELS.reduce((sum, l) => sum + scores[l], 0);
  if (!(total > 0)) return { ...none, unsure: 1 };
  const trust = isFace * (label === 'unsure' ? TRUST_WHEN_UNSURE : 1);
  const faces = Object.fromEntries(FACE_LABELS.map((l) => [l, (trust * scores[l]) / total]));
  return { ...none, ...faces, unsure: 1 - trust };
}
