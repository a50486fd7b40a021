import type { FilmTarget } from '@/lib/film/save-film';

/** In Chromium; not yet among TypeScript's own declarations. */
interface PickedFile {
  createWritable(): Promise<FileSystemWritableFileStream>;
  remove?(): Promise<void>;
}
type SaveFilePicker = (options: {
  readonly suggestedName: string;
  readonly types: readonly { readonly accept: Readonly<Record<string, readonly string[]>> }[];
}) => Promise<PickedFile>;

/**
 * A file that the user names, to be written piece by piece; null where the browser has no such thing, and the
 * film waits in memory.
 */
export async function chooseFile(
  name: string,
  format: 'mp4' | 'webm',
): Promise<FilmTarget | null | 'cancelled'> {
  const { showSaveFilePicker } = globalThis as { showSaveFilePicker?: SaveFilePicker };
  if (!showSaveFilePicker) return null;
  try {
    const picked = await showSaveFilePicker({
      suggestedName: name,
      types: [{ accept: { [`video/${format}`]: [`.${format}`] } }],
    });
    const stream = await picked.createWritable();
    return {
      write: (chunk) => stream.write(chunk),
      finish: () => stream.close(),
      async discard() {
        await stream.abort();
        await picked.remove?.();
      },
    };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return 'cancelled';
    // Pages within others' frames, and some policies, allow no picking.
    return null;
  }
}
