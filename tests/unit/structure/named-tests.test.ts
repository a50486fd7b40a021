import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import ts from 'typescript';
import { expect, it } from 'vitest';

/** A test that a document names: "`unit/x.test.ts`: words of its name". */
interface Named {
  readonly file: string;
  readonly words: string;
}

/** Documents that name a test in every table row, and their least number of rows. */
const DOCUMENTS = [
  ['docs/faults.md', 40],
  ['SECURITY.md', 15],
  ['PRIVACY.md', 12],
] as const;
const NAMED = /`((?:browser|unit)\/[\w/.-]+\.test\.ts)`(?:: ([^;|]+))?/g;

/** The rows of all tables in a document, without the header rows. */
async function rowsOf(document: string): Promise<string[]> {
  const lines = (await readFile(document, 'utf8')).split('\n');
  return lines.filter(
    (line, i) =>
      line.startsWith('|') && !/^\|[ :|-]+$/.test(line) && !/^\|[ :|-]+$/.test(lines[i + 1] ?? ''),
  );
}

function testsNamedIn(row: string): Named[] {
  return [...row.matchAll(NAMED)].map(([, file, words]) => {
    return { file: `tests/${file}`, words: words?.trim() ?? '' };
  });
}

/** Every string literal in a test file: titles, also those in tables of cases. */
async function textsIn(file: string): Promise<string[]> {
  const source = ts.createSourceFile(file, await readFile(file, 'utf8'), ts.ScriptTarget.Latest);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.push(node.text);
    if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) texts.push(node.text);
    node.forEachChild(visit);
  };
  visit(source);
  return texts;
}

/** @returns a message if the file or the test does not exist */
async function missing({ file, words }: Named): Promise<string[]> {
  if (!existsSync(file)) return [`${file} does not exist`];
  if (words === '') return [`${file}: the row names no test of this file`];
  if ((await textsIn(file)).some((text) => text.includes(words))) return [];
  return [`${file} has no test "${words}"`];
}

it.each(DOCUMENTS)('%s names an existing test in each row', async (document, leastRows) => {
  const rows = await rowsOf(document);
  expect(rows.length).toBeGreaterThanOrEqual(leastRows);
  expect(rows.filter((row) => testsNamedIn(row).length === 0)).toEqual([]);
  const named = rows.flatMap(testsNamedIn);
  expect((await Promise.all(named.map(missing))).flat()).toEqual([]);
});
