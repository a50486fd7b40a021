import { FACE_LABELS, type FaceLabel, type Verdict } from '../../lib/vision/labels.ts';
import type { Share } from '../training/report/metrics.ts';
import { FACE_ANGLES, FACE_LIGHTS } from './face-conditions.ts';
import { groupedRate, groupedShare, type Rate } from './grouped-share.ts';
import type { FaceOutcome, JudgedPhotograph, LooseBox } from './judged-photograph.ts';
import { LARGE_FACE_RATIO } from './match-faces.ts';
import { type ReliabilityBin, reliability } from './reliability.ts';
import type { TiltRow } from './tilt.ts';

/** Bounds of the size table: face height as a part of the picture's longer edge. */
const SIZE_BOUNDS = [0, 0.04, 0.08, 0.16, Infinity] as const;

interface ClassFigures {
  /** Of all annotated faces of the class. */
  readonly found: Share;
  readonly foundAndRight: Share;
  /** Of those found. */
  readonly unsure: Share;
  /** Of those found: called with_mask. */
  readonly calledMasked: Share;
  /** Found faces by what they were called. */
  readonly verdicts: Record<Verdict, number>;
}

export interface SizeFigures {
  readonly byClass: Record<FaceLabel, ClassFigures>;
  /** Unsure among all found faces. */
  readonly unsure: Share;
  /** Boxes a picture on nothing that is known to be a face. */
  readonly falsePerPicture: Rate;
  /** Boxes a picture on faces that the annotators left out. */
  readonly leftOutPerPicture: Rate;
}

/** Found and right by class, for the faces of one kind. */
export interface KindRow {
  /** Data set, angle or light. */
  readonly kind: string;
  readonly foundAndRight: Record<FaceLabel, Share>;
}

/** The same for faces in one range of sizes. */
export interface SizeRow {
  /** Face height as a part of the picture's longer edge. */
  readonly from: number;
  readonly to: number | null;
  readonly foundAndRight: Record<FaceLabel, Share>;
}

/** 95% intervals everywhere by a bootstrap over photographs and persons. */
export interface EvaluationFigures {
  readonly pictures: number;
  readonly unreadable: number;
  readonly large: SizeFigures;
  readonly all: SizeFigures;
  readonly bySize: readonly SizeRow[];
  /** Of faces of at least `LARGE_FACE_RATIO`, as are the next two. */
  readonly byDataset: readonly KindRow[];
  readonly byAngle: readonly KindRow[];
  readonly byLight: readonly KindRow[];
  readonly reliability: readonly ReliabilityBin[];
  /** Expected calibration error over those bins, 0 to 1. */
  readonly calibrationError: number;
  /** Absent where nobody asked for it. */
  readonly tilt?: readonly TiltRow[];
}

const VERDICTS = [...FACE_LABELS, 'unsure'] as const;

type GroupedFace = FaceOutcome & Pick<JudgedPhotograph, 'group' | 'dataset'>;

export function evaluationFigures(
  photographs: readonly JudgedPhotograph[],
  unreadable: number,
): EvaluationFigures {
  const faces = photographs.flatMap(({ faces, group, dataset }) =>
    faces.map((face) => ({ ...face, group, dataset })),
  );
  const isLarge = ({ heightRatio }: { heightRatio: number }) => heightRatio >= LARGE_FACE_RATIO;
  const large = faces.filter(isLarge);
  const { bins, calibrationError } = reliability(photographs);
  const datasets = [...new Set(photographs.map(({ dataset }) => dataset))];
  return {
    pictures: photographs.length,
    unreadable,
    large: sizeFigures(large, photographs, isLarge),
    all: sizeFigures(faces, photographs, () => true),
    bySize: sizeTable(faces),
    byDataset: kindTable(large, datasets, ({ dataset }) => dataset),
    byAngle: kindTable(large, FACE_ANGLES, ({ angle }) => angle),
    byLight: kindTable(large, FACE_LIGHTS, ({ light }) => light),
    reliability: bins,
    calibrationError,
  };
}

function sizeFigures(
  faces: readonly GroupedFace[],
  photographs: readonly JudgedPhotograph[],
  counts: (box: LooseBox) => boolean,
): SizeFigures {
  const found = faces.filter(({ judged }) => judged !== null);
  const perPicture = (on: LooseBox['on']) =>
    groupedRate(
      photographs.map(({ group, loose }) => ({
        group,
        count: loose.filter((box) => box.on === on && counts(box)).length,
      })),
    );
  return {
    byClass: byLabel((label) => classFigures(faces.filter(({ truth }) => truth === label))),
    unsure: shareOf(found, ({ judged }) => judged?.label === 'unsure'),
    falsePerPicture: perPicture('nothing'),
    leftOutPerPicture: perPicture('left-out'),
  };
}

/** @param faces of one class */
function classFigures(faces: readonly GroupedFace[]): ClassFigures {
  const found = faces.filter(({ judged }) => judged !== null);
  const called = (verdict: Verdict) => (face: GroupedFace) => face.judged?.label === verdict;
  return {
    found: shareOf(faces, ({ judged }) => judged !== null),
    foundAndRight: shareOf(faces, isRight),
    unsure: shareOf(found, called('unsure')),
    calledMasked: shareOf(found, called('with_mask')),
    verdicts: Object.fromEntries(
      VERDICTS.map((verdict) => [verdict, found.filter(called(verdict)).length]),
    ) as Record<Verdict, number>,
  };
}

function isRight({ truth, judged }: FaceOutcome): boolean {
  return judged?.label === truth;
}

function shareOf(faces: readonly GroupedFace[], hit: (face: GroupedFace) => boolean): Share {
  return groupedShare(faces.map((face) => ({ group: face.group, hit: hit(face) })));
}

function byLabel<T>(of: (label: FaceLabel) => T): Record<FaceLabel, T> {
  return Object.fromEntries(FACE_LABELS.map((label) => [label, of(label)])) as Record<FaceLabel, T>;
}

function rightByLabel(faces: readonly GroupedFace[]): Record<FaceLabel, Share> {
  return byLabel((label) =>
    shareOf(
      faces.filter(({ truth }) => truth === label),
      isRight,
    ),
  );
}

function sizeTable(faces: readonly GroupedFace[]): SizeRow[] {
  return SIZE_BOUNDS.slice(0, -1).map((from, i) => {
    const to = SIZE_BOUNDS[i + 1] as number;
    const inside = faces.filter(({ heightRatio }) => heightRatio >= from && heightRatio < to);
    return {
      from,
      to: Number.isFinite(to) ? to : null,
      foundAndRight: rightByLabel(inside),
    };
  });
}

function kindTable(
  faces: readonly GroupedFace[],
  kinds: readonly string[],
  kindOf: (face: GroupedFace) => string,
): KindRow[] {
  return kinds.map((kind) => ({
    kind,
    foundAndRight: rightByLabel(faces.filter((face) => kindOf(face) === kind)),
  }));
}
