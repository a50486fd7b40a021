import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SweepSummary } from './summary.ts';
import { factorTable } from './tables.ts';

/**
 * Renews the tables of a document between `<!-- table FACTOR -->` and `<!-- end -->`, and writes
 * plots, figures and trials into a folder with the document's name.
 * @throws Error for a factor that the sweep does not have
 */
export async function writeDocument(
  file: string,
  summary: SweepSummary,
  results: string,
): Promise<void> {
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw new Error(`The document ${file} cannot be read`, { cause });
  });
  await writeFile(file, withTables(text, summary));
  const folder = file.replace(/\.md$/, '');
  await mkdir(folder, { recursive: true });
  const names = ['summary.json', 'trials.csv', ...summary.factors.map(({ name }) => `${name}.svg`)];
  for (const name of names) await copyFile(path.join(results, name), path.join(folder, name));
}

export function withTables(text: string, { factors, data }: SweepSummary): string {
  return text.replace(
    /<!-- table (\S+) -->[\s\S]*?<!-- end -->/g,
    (_whole: string, name: string) => {
      const factor = factors.find((each) => each.name === name);
      if (!factor) throw new Error(`The sweep has no factor ${name}, which the document shows`);
      return `<!-- table ${name} -->\n\n${factorTable(factor, data)}\n\n<!-- end -->`;
    },
  );
}
