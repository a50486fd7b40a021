import {
  FACE_LABELS,
  likeliest,
  NOT_WORN_RIGHT,
  type Scores,
  shareNotWornRight,
  type Verdict,
  WORN_WAYS,
  type WornWay,
} from '../vision/labels.ts';

/**
 * What is said of a person is a vote over recent frames, not the last frame's opinion: each frame
 * counts by how well the face could be seen and fades with time, and a label once given stays until
 * the evidence has clearly turned. So nothing flickers when a hand passes.
 */

export interface Ballot {
  /** The classifier's answer for one frame. */
  readonly label: Verdict;
  /** The face classes share the probability that it is a face; what is left speaks for nothing. */
  readonly scores: Scores;
  /** Probability that the box shows a face at all, 0 to 1. */
  readonly isFace: number;
  /** How a mask is worn incorrectly, where the frame shows it clearly. */
  readonly worn?: WornWay;
  /** How much the frame counts, 0 to 1. */
  readonly quality: number;
}

export interface Vote {
  readonly label: Verdict;
  /** Share of the evidence that speaks for `label` or, when unsure, for the likeliest, 0 to 1. */
  readonly confidence: number;
  /** Faded sum of the ballots, one frame of full quality being 1. */
  readonly evidence: Readonly<Record<Verdict, number>>;
  /** The same for the ways in which a mask is worn incorrectly. */
  readonly ways: Readonly<Record<WornWay, number>>;
  /** Named where the label is `incorrect_mask` and most of the evidence is for this way. */
  readonly worn?: WornWay;
  /** Whether the last ballot said what the vote says, and that is something. */
  readonly settled: boolean;
  /** Of the last ballot. */
  readonly atMs: number;
}

/** Evidence halves in so long... */
const HALF_LIFE_MS = 400;
/** ...but keeps at least this from frame to frame, or a slow machine would never know anything. */
const LEAST_KEPT = 0.5;
/** Two middling frames; where frames are rare, what poor ones still add up to. */
const LEAST_EVIDENCE = 1;
/** Share that a label needs to be given... */
const SHARE_TO_ENTER = 0.6;
/** ...and to be kept. */
const SHARE_TO_STAY = 0.42;

/** How much the scores of a frame count of which the classifier is unsure: too little to settle. */
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

/** @param atMs when the frame was taken; must not fall from call to call */
export function castBallot(vote: Vote, ballot: Ballot, atMs: number): Vote {
  const kept = Math.max(LEAST_KEPT, 0.5 ** ((atMs - vote.atMs) / HALF_LIFE_MS));
  const shares = sharesOf(ballot);
  const evidence = Object.fromEntries(
    VERDICTS.map((v) => [v, vote.evidence[v] * kept + shares[v] * ballot.quality]),
  ) as Record<Verdict, number>;
  const total = VERDICTS.reduce((sum, v) => sum + evidence[v], 0);
  const share = (v: Verdict) => (total > 0 ? evidence[v] / total : 0);

  const label = total < LEAST_EVIDENCE ? 'unsure' : decide(vote.label, share);
  const confidence = share(label === 'unsure' ? likeliest(FACE_LABELS, share) : label);
  const settled = label !== 'unsure' && label === ballot.label;
  const ways = Object.fromEntries(
    WORN_WAYS.map((w) => [w, vote.ways[w] * kept + (ballot.worn === w ? ballot.quality : 0)]),
  ) as Record<WornWay, number>;
  const told = ways.nose_uncovered + ways.under_chin;
  const worn =
    label === 'incorrect_mask' && told > 0
      ? WORN_WAYS.find((w) => ways[w] >= SHARE_TO_ENTER * told)
      : undefined;
  return { label, confidence, evidence, ways, ...(worn && { worn }), settled, atMs };
}

function decide(current: Verdict, share: (verdict: Verdict) => number): Verdict {
  const strongest = likeliest(FACE_LABELS, share);
  if (share(strongest) >= SHARE_TO_ENTER) return strongest;
  if (current !== 'unsure' && share(current) >= SHARE_TO_STAY) return current;
  // As in a single frame: that no mask is worn right is told before it is clear in which way.
  if (shareNotWornRight(share) >= SHARE_TO_ENTER) return likeliest(NOT_WORN_RIGHT, share);
  return 'unsure';
}

/** What a frame speaks for, summing to 1. */
function sharesOf({ label, scores, isFace }: Ballot): Readonly<Record<Verdict, number>> {
  const none = { with_mask: 0, without_mask: 0, incorrect_mask: 0, unsure: 0 };
  const total = FACE_LABELS.reduce((sum, l) => sum + scores[l], 0);
  if (!(total > 0)) return { ...none, unsure: 1 };
  const trust = isFace * (label === 'unsure' ? TRUST_WHEN_UNSURE : 1);
  const faces = Object.fromEntries(FACE_LABELS.map((l) => [l, (trust * scores[l]) / total]));
  return { ...none, ...faces, unsure: 1 - trust };
}
