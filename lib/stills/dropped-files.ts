import { looksLikePicture } from './picture-names.ts';
import type { StillSource } from './still-queue.ts';

/** What somebody handed in. */
export interface HandedIn {
  readonly sources: readonly StillSource[];
  /** Files of folders that are not named like pictures. */
  readonly leftOut: number;
}

/**
 * The files of a drop or a paste; folders with everything below them, in the order of their names. Must
 * be called while the event is handled: afterwards the browser gives nothing away.
 */
export async function transferredFiles(transfer: DataTransfer): Promise<HandedIn> {
  const given = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }));
  const found = await Promise.all(
    given.map(async ({ entry, file }): Promise<HandedIn> => {
      if (entry?.isDirectory) return filesBelow(entry as FileSystemDirectoryEntry);
      return { sources: file ? [{ name: file.name, file }] : [], leftOut: 0 };
    }),
  );
  return together(found);
}

/** The files of an input; those of a folder carry their path. */
export function chosenFiles(files: Iterable<File>): HandedIn {
  const all = [...files].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
  const sources = all.filter(
    ({ name, file }) => !file.webkitRelativePath || looksLikePicture(name),
  );
  // Browsers list a folder in the order of its disk.
  if (sources.some(({ file }) => file.webkitRelativePath)) sources.sort(byName);
  return { sources, leftOut: all.length - sources.length };
}

async function filesBelow(folder: FileSystemDirectoryEntry): Promise<HandedIn> {
  const entries = (await entriesOf(folder)).sort(byName);
  const found: HandedIn[] = [];
  for (const entry of entries) {
    if (entry.isDirectory) found.push(await filesBelow(entry as FileSystemDirectoryEntry));
    else if (!looksLikePicture(entry.name)) found.push({ sources: [], leftOut: 1 });
    else {
      const file = await fileOf(entry as FileSystemFileEntry);
      found.push({ sources: [{ name: entry.fullPath.replace(/^\//, ''), file }], leftOut: 0 });
    }
  }
  return together(found);
}

/** `readEntries` gives a hundred at a time, and none at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function together(parts: readonly HandedIn[]): HandedIn {
  return {
    sources: parts.flatMap(({ sources }) => sources),
    leftOut: parts.reduce((sum, { leftOut }) => sum + leftOut, 0),
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
