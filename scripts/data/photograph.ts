import type { Box } from '../../lib/geometry.ts';
import type { FaceLabel, WornWay } from '../../lib/vision/labels.ts';
import type { Split } from './split.ts';

/** A face that somebody marked in a photograph. */
export interface AnnotatedFace {
  readonly label: FaceLabel;
  /** How a mask is worn incorrectly. Absent where it is unknown. */
  readonly way?: WornWay;
  /** Pixels of the upright photograph. */
  readonly box: Box;
}

/** Certainly a face, but no annotator marked it. */
interface UnlabelledFace {
  /** Pixels of the upright photograph. */
  readonly box: Box;
  /** A label on which machines agree: used for training, never for measuring. */
  readonly machineLabel?: FaceLabel;
}

interface Entry {
  /** Absolute path. */
  readonly file: string;
  /** Name of the data folder. Together with `name` it identifies the photograph. */
  readonly dataset: string;
  /** Path inside the data folder. */
  readonly name: string;
  /**
   * A split keeps the share of each stratum. It comes from the labels as they are in the data: a
   * correction must not move photographs from one part to another.
   */
  readonly stratum: string;
  /**
   * When the photograph is dealt to a part: 0 for the first data, then 1, 2, ... for each further
   * folder. Further data must not move photographs that a published model was trained or tested on.
   */
  readonly turn: number;
  /** The part of a split on disk, by the folder that holds the photograph. */
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
  /**
   * Size of the upright photograph, px; 0 where the file cannot be read and the annotation gives no
   * size.
   */
  readonly width: number;
  readonly height: number;
  readonly faces: readonly AnnotatedFace[];
  /** Neither background nor, where one is found, a false box. */
  readonly unlabelled: readonly UnlabelledFace[];
  /**
   * Possible faces. They are neither taught as faces nor as background, and count neither as missed
   * nor as false.
   */
  readonly ignored: readonly Box[];
  /** How the boxes were moved, if they were drawn on a picture with another size or rotation. */
  readonly moved?: 'turned' | 'scaled';
}
export type DataPhotograph = LabelledPhotograph | AnnotatedPhotograph;

/** Every box that may show a face: none of them is background. */
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
