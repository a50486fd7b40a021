import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const design = readFileSync('docs/design.md', 'utf8').replaceAll(/\s+/g, ' ');
const start = design.indexOf('## The way of a frame');
const way = design.slice(start, design.indexOf('## ', start + 3));
/** "`a` in `file`" and "`a` and `b` in `file`". */
const NAMED = /`(\w+)`(?: and `(\w+)`)? (?:in|of) `([\w/.-]+\.tsx?)`/g;

const named = [...way.matchAll(NAMED)].flatMap(([, first, second, file]) =>
  [first, second].flatMap((name) => (name && file ? [[name, file] as const] : [])),
);

it('the way of a frame is followed by many names', () => {
  expect(named.length).toBeGreaterThan(20);
});

it.each(named)('%s is a function or class of %s', (name, file) => {
  const code = readFileSync(file, 'utf8');
  expect(code).toMatch(new RegExp(`(function|class) ${name}\\b`));
});
