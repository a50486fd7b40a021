import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

/** A step as docs/design.md lists it: "1. `name` (`path`): what it does". */
interface Step {
  readonly name: string;
  readonly file: string;
}

const STEP = /^\d+\. `([A-Za-z]\w*)` \(`([\w./-]+)`\)/;

async function stepsOf(heading: string): Promise<Step[]> {
  const design = await readFile('docs/design.md', 'utf8');
  const section = design.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return section.split('\n').flatMap((line): Step[] => {
    const [, name, file] = line.match(STEP) ?? [];
    return name && file ? [{ name, file }] : [];
  });
}

/** Whether a file defines a function, a class, a component or a method of this name. */
function defines(code: string, name: string): boolean {
  return (
    new RegExp(`\\b(function\\*?|class|const) ${name}\\b`).test(code) ||
    new RegExp(`^ {2}(async )?${name}\\(.*\\{$|^ {2}(async )?${name}\\($`, 'm').test(code)
  );
}

describe.each([
  { heading: 'The way of a frame', from: 'LivePage', to: 'paintFace' },
  { heading: 'The way of a photograph', from: 'train', to: 'swapInModel' },
])('$heading in docs/design.md', ({ heading, from, to }) => {
  it(`leads from ${from} to ${to}`, async () => {
    const names = (await stepsOf(heading)).map(({ name }) => name);
    expect(names[0]).toBe(from);
    expect(names.at(-1)).toBe(to);
    expect(names.length).toBeGreaterThan(8);
  });

  it('names the file that defines each function', async () => {
    const missing: string[] = [];
    for (const { name, file } of await stepsOf(heading)) {
      if (!defines(await readFile(file, 'utf8'), name)) missing.push(`${name} in ${file}`);
    }
    expect(missing).toEqual([]);
  });

  it('can be followed: each name occurs in the file of an earlier step', async () => {
    const seen: string[] = [];
    const unreachable: string[] = [];
    for (const [i, { name, file }] of (await stepsOf(heading)).entries()) {
      const called = seen.some((code) => new RegExp(`\\b${name}\\b`).test(code));
      if (i > 0 && !called) unreachable.push(name);
      seen.push(await readFile(file, 'utf8'));
    }
    expect(unreachable).toEqual([]);
  });
});
