import type { Box } from '../../lib/geometry.ts';
import type { FaceLabel, WornWay } from '../../lib/vision/labels.ts';
import type { Split } from './split.ts';

/** A face that somebody marked in a photograph. */
export interface AnnotatedFace {
  readonly label: FaceLabel;
  /** How a mask is worn incorrectly, where somebody looked and could tell. */
  readonly way?: WornWay;
  /** Pixels of the upright photograph. */
  readonly box: Box;
}

/** A face for certain that no annotator marked. */
interface UnlabelledFace {
  /** Pixels of the upright photograph. */
  readonly box: Box;
  /** Where machines agree on it: good enough to learn from, not to measure by. */
  readonly machineLabel?: FaceLabel;
}

interface Entry {
  /** Absolute path. */
  readonly file: string;
  /** Name of the data folder it stands in; with `name` the photograph's identity. */
  readonly dataset: string;
  /** Path inside the data folder. */
  readonly name: string;
  /**
   * What a split keeps in proportion. From the labels as they stand in the data: a correction must not
   * move photographs from one part to another.
   */
  readonly stratum: string;
  /**
   * When it is dealt to a part: 0 with the first data, 1 and more after them, one further folder after the
   * other. Further data must not move photographs that a published model was trained or tested on.
   */
  readonly turn: number;
  /** Of data that are split on disk, the part whose folder it lies in. */
  readonly part?: Split;
}
/** From a class folder: one label, for the main face. */
export interface LabelledPhotograph extends Entry {
  readonly kind: 'labelled';
  readonly label: FaceLabel;
}
/** With Pascal VOC boxes. */
export interface AnnotatedPhotograph extends Entry {
  readonly kind: 'annotated';
  /** Size of the upright photograph, px; 0 where the file cannot be read and nothing else tells it. */
  readonly width: number;
  readonly height: number;
  readonly faces: readonly AnnotatedFace[];
  /** No background, and no false box where one is found. */
  readonly unlabelled: readonly UnlabelledFace[];
  /** Faces perhaps: taught neither as faces nor as background, counted neither as missed nor as false. */
  readonly ignored: readonly Box[];
  /** What was done to the boxes, where they were drawn on a picture of another size or turn. */
  readonly moved?: 'turned' | 'scaled';
}
export type DataPhotograph = LabelledPhotograph | AnnotatedPhotograph;

/** Every box of a photograph that may show a face: none of them is background. */
export function possibleFaces({ faces, unlabelled, ignored }: AnnotatedPhotograph): Box[] {
  return [...faces.map(({ box }) => box), ...unlabelled.map(({ box }) => box), ...ignored];
}

export interface Skipped {
  readonly file: string;
  /** The reason, in the same words for all of a kind. */
  readonly why: string;
  /** What tells this one from others of its kind. */
  readonly detail?: string;
}

export interface Dataset {
  readonly photographs: readonly DataPhotograph[];
  readonly skipped: readonly Skipped[];
}
