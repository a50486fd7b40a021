import path from 'node:path';
import type { z } from 'zod';
import type { DataFolder } from './data-folder.ts';
import { readText } from './read-text.ts';

/** The JSON files of a data folder with the given form. Other files are ignored. */
export async function jsonFiles<Content>(
  { root, files }: DataFolder,
  schema: z.ZodType<Content>,
): Promise<{ readonly name: string; readonly content: Content }[]> {
  const found: { name: string; content: Content }[] = [];
  for (const name of files.filter((file) => /\.json$/i.test(file))) {
    const text = await readText(path.join(root, name));
    try {
      const { data } = schema.safeParse(JSON.parse(text));
      if (data !== undefined) found.push({ name, content: data });
    } catch {
      // A file that is not JSON holds no annotation of this form.
    }
  }
  return found;
}
