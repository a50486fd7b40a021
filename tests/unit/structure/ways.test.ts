import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** A function or class that a way in docs/design.md names. */
interface Named {
  readonly name: string;
  readonly file: string;
}

/** "`a` in `file`" and "`a` and `b` in `file`". */
const NAMED = /`(\w+)`(?: and `(\w+)`)? (?:in|of) `([\w/.-]+\.(?:tsx?|mjs))`/g;

function namesOf(heading: string): Named[] {
  const design = readFileSync('docs/design.md', 'utf8');
  const section = design.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return [...section.replaceAll(/\s+/g, ' ').matchAll(NAMED)].flatMap(([, first, second, file]) =>
    [first, second].flatMap((name) => (name && file ? [{ name, file }] : [])),
  );
}

/** A function, a class, or a method of one. */
function defines(code: string, name: string): boolean {
  return new RegExp(`(function\\*?|class) ${name}\\b|^ {2}(async )?${name}\\(`, 'm').test(code);
}

describe.each([
  { heading: 'The way of a frame', ends: ['openCamera', 'paintBox'] },
  { heading: 'The way of a photograph', ends: ['train', 'swapInModel'] },
])('$heading in docs/design.md', ({ heading, ends }) => {
  const named = namesOf(heading);
  const code = (file: string) => readFileSync(file, 'utf8');

  it('is told from one end to the other', () => {
    const names = named.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(ends));
    expect(names.length).toBeGreaterThan(15);
  });

  it('names functions and classes that are where it says', () => {
    const missing = named.filter(({ name, file }) => !defines(code(file), name));
    expect(missing).toEqual([]);
  });

  it('can be followed: each name stands in the file of another step', () => {
    const lost = named.filter(
      ({ name, file }, i) =>
        i > 0 &&
        !named.some(
          (other) =>
            (other.file !== file || other.name !== name) &&
            new RegExp(`\\b${name}\\b`).test(code(other.file)),
        ),
    );
    expect(lost).toEqual([]);
  });
});
