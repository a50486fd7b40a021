import type { Box, Size } from '../../../lib/geometry.ts';
import type { Skipped } from '../photograph.ts';
import type { Split } from '../split.ts';
import type { DataFolder } from './data-folder.ts';

/** A box with its name, as in the annotation. */
export interface FoundBox {
  readonly label: string;
  /** Pixels of the annotated picture. Edges may be swapped or outside. */
  readonly box: Box;
  /** Marked as difficult or as a crowd: possibly a face. */
  readonly doubtful: boolean;
}

interface FoundEntry {
  /** Path of the picture inside the data folder. */
  readonly name: string;
  readonly part?: Split;
}

/** A photograph with one label, with the name of the label in the data. */
export interface FoundLabel extends FoundEntry {
  readonly kind: 'labelled';
  readonly label: string;
}
export interface FoundBoxes extends FoundEntry {
  readonly kind: 'annotated';
  /** Size of the annotated picture, px; null where the annotation gives none. */
  readonly size: Size | null;
  readonly boxes: readonly FoundBox[];
}
export type FoundPhotograph = FoundLabel | FoundBoxes;

export interface Found {
  readonly photographs: readonly FoundPhotograph[];
  /** Entries that could not be read, with the reason. */
  readonly skipped: readonly Skipped[];
}

/** Reads one format of annotated data. */
export interface Reader {
  /** Name of the format in messages. */
  readonly format: string;
  /** @returns null where the folder is of another format */
  read(folder: DataFolder): Promise<Found | null>;
}
