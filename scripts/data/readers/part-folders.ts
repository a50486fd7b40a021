import type { Split } from '../split.ts';

/** Folders of data that are split on disk, as the notes' were, in any case. */
const PART_FOLDERS: Readonly<Record<string, Split>> = {
  train: 'train',
  training: 'train',
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
  test: 'test',
  testing: 'test',
};

/** The part of a split that a path belongs to, by the first of its folders that names one. */
export function partOfPath(name: string): { part?: Split } {
  for (const folder of name.split('/').slice(0, -1)) {
    const part = PART_FOLDERS[folder.toLowerCase()];
    if (part) return { part };
  }
  return {};
}
