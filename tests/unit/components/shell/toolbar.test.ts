// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { createElement } from 'react';
import { afterEach, expect, it } from 'vitest';
import { Toolbar } from '@/components/shell/toolbar';

// happy-dom does not move the focus on Tab: the tests read the reachable button from tab indexes.
afterEach(cleanup);

/** @param disabled names of the disabled buttons */
function toolbar(...disabled: string[]) {
  const children = ['a', 'b', 'c'].map((name) =>
    createElement('button', { key: name, type: 'button', disabled: disabled.includes(name) }, name),
  );
  const props = { label: 'tools', children };
  return createElement(Toolbar, props);
}

const button = (name: string) => screen.getByRole('button', { name });
const reachable = () =>
  screen.getAllByRole('button').flatMap((b) => (b.tabIndex === 0 ? [b.textContent] : []));
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });

it('is one tab stop, and the arrow keys move through it', () => {
  render(toolbar());
  expect(reachable()).toEqual(['a']);
  button('a').focus();
  const walked = ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End'].map(
    (key) => {
      press(key);
      return document.activeElement?.textContent;
    },
  );
  expect(walked).toEqual(['b', 'c', 'a', 'c', 'a', 'c']);
  expect(reachable()).toEqual(['c']);
});

it('skips disabled buttons, also when they change', () => {
  const { rerender } = render(toolbar('b'));
  button('a').focus();
  press('ArrowRight');
  expect(document.activeElement).toBe(button('c'));
  rerender(toolbar('c'));
  expect(reachable()).toContain('a');
});

it('ignores other keys', () => {
  render(toolbar());
  button('a').focus();
  expect(press('Escape')).toBe(true);
  expect(press('ArrowRight')).toBe(false);
});
