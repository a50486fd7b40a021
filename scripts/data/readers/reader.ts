import type { Box, Size } from '../../../lib/geometry.ts';
import type { Skipped } from '../photograph.ts';
import type { Split } from '../split.ts';
import type { DataFolder } from './data-folder.ts';

/** A box as its annotator drew and named it. */
export interface FoundBox {
  readonly label: string;
  /** Pixels of the picture that it was drawn on; edges may be swapped or lie outside. */
  readonly box: Box;
  /** Called difficult, or a crowd: perhaps a face. */
  readonly doubtful: boolean;
}

interface FoundEntry {
  /** Path of the picture inside the data folder. */
  readonly name: string;
  readonly part?: Split;
}

/** A photograph as a reader finds it, with the label's name as it stands in the data. */
export interface FoundLabel extends FoundEntry {
  readonly kind: 'labelled';
  readonly label: string;
}
export interface FoundBoxes extends FoundEntry {
  readonly kind: 'annotated';
  /** Of the picture that the boxes were drawn on, px; null where the annotation does not tell. */
  readonly size: Size | null;
  readonly boxes: readonly FoundBox[];
}
export type FoundPhotograph = FoundLabel | FoundBoxes;

export interface Found {
  readonly photographs: readonly FoundPhotograph[];
  /** What could not be read, with the reason. */
  readonly skipped: readonly Skipped[];
}

/** Reads one format of annotated data. */
export interface Reader {
  /** Name of the format in messages. */
  readonly format: string;
  /** @returns null where the folder is of another format */
  read(folder: DataFolder): Promise<Found | null>;
}
