import { looksLikeFilm } from '../film/film-names.ts';
import { isCompanion, looksLikePicture } from './picture-names.ts';
import type { StillSource, UnreadFile } from './still-queue.ts';

/** The files that a user added. */
export interface HandedIn {
  readonly sources: readonly StillSource[];
  /** Number of other files in folders: without the name of a picture or film, and companions of macOS. */
  readonly leftOut: number;
  /** Files and folders that the browser could not open, e.g. without permission. */
  readonly unread: readonly UnreadFile[];
}

/**
 * The files of a drop or a paste, with all files in folders, sorted by name. A file that cannot be
 * opened is listed and does not stop the others. Call it during the event: afterwards the browser
 * denies access.
 */
export async function transferredFiles(transfer: DataTransfer): Promise<HandedIn> {
  const given = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }));
  const found = await Promise.all(
    given.map(async ({ entry, file }): Promise<HandedIn> => {
      if (entry?.isDirectory) return filesBelow(entry as FileSystemDirectoryEntry);
      return file ? single(file) : unread(entry, 'no file in the drop');
    }),
  );
  return together(found);
}

/** The files of an input. Files of a folder have their path. */
export function chosenFiles(files: Iterable<File>): HandedIn {
  const found = [...files].map((file) => {
    const path = file.webkitRelativePath;
    if (path === '') return single(file);
    return isWanted(path) ? { ...NOTHING, sources: [{ name: path, file }] } : LEFT_OUT;
  });
  const { sources, ...rest } = together(found);
  // Browsers list a folder in the order of its disk.
  const isFolder = sources.some(({ file }) => file.webkitRelativePath !== '');
  return { sources: isFolder ? [...sources].sort(byName) : sources, ...rest };
}

const NOTHING: HandedIn = { sources: [], leftOut: 0, unread: [] };
const LEFT_OUT: HandedIn = { ...NOTHING, leftOut: 1 };

/** Whether a file of a folder is taken, by its path. */
function isWanted(path: string): boolean {
  return looksLikePicture(path) || (looksLikeFilm(path) && !isCompanion(path));
}

/** A single chosen file is judged under any name. */
function single(file: File): HandedIn {
  return isCompanion(file.name) ? LEFT_OUT : { ...NOTHING, sources: [{ name: file.name, file }] };
}

async function filesBelow(folder: FileSystemDirectoryEntry): Promise<HandedIn> {
  const { entries, failure } = await entriesOf(folder);
  const found: HandedIn[] = failure ? [unread(folder, failure)] : [];
  for (const entry of entries.sort(byName)) {
    if (entry.isDirectory) found.push(await filesBelow(entry as FileSystemDirectoryEntry));
    else if (!isWanted(entry.fullPath)) found.push(LEFT_OUT);
    else found.push(await fileOf(entry as FileSystemFileEntry));
  }
  return together(found);
}

/** `readEntries` returns up to a hundred entries at a time, and none at the end. */
async function entriesOf(
  folder: FileSystemDirectoryEntry,
): Promise<{ entries: FileSystemEntry[]; failure: unknown }> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  try {
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
        reader.readEntries(resolve, reject);
      });
      if (some.length === 0) return { entries, failure: null };
      entries.push(...some);
    }
  } catch (failure) {
    return { entries, failure };
  }
}

async function fileOf(entry: FileSystemFileEntry): Promise<HandedIn> {
  try {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return { ...NOTHING, sources: [{ name: pathOf(entry), file }] };
  } catch (failure) {
    return unread(entry, failure);
  }
}

function unread(entry: FileSystemEntry | null, failure: unknown): HandedIn {
  const name = entry ? pathOf(entry) : '?';
  return { ...NOTHING, unread: [{ name, reason: `The browser does not open it: ${failure}` }] };
}

function pathOf({ fullPath }: FileSystemEntry): string {
  return fullPath.replace(/^\//, '');
}

function together(parts: readonly HandedIn[]): HandedIn {
  return {
    sources: parts.flatMap(({ sources }) => sources),
    leftOut: parts.reduce((sum, { leftOut }) => sum + leftOut, 0),
    unread: parts.flatMap((part) => part.unread),
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
