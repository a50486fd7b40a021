// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { createElement } from 'react';
import { afterEach, expect, it } from 'vitest';
import { useQuestion } from '@/components/records/use-question';

// happy-dom does not make the page behind a dialog inert; the kiosk's browser test covers that.
afterEach(cleanup);

let ask: (text: string) => Promise<boolean>;
function Asking() {
  const { ask: given, question } = useQuestion({ name: 'Deletion', yes: 'Delete', no: 'Keep' });
  ask = given;
  return question;
}

it.each([
  ['Delete', true],
  ['Keep', false],
])('%s answers %s', async (name, expected) => {
  render(createElement(Asking));
  let answer = Promise.resolve(!expected);
  act(() => {
    answer = ask('All of it?');
  });
  expect(screen.getByText('All of it?')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name }));
  expect(await answer).toBe(expected);
});

it('is a no where the question is left', async () => {
  const { container } = render(createElement(Asking));
  let answer = Promise.resolve(true);
  act(() => {
    answer = ask('All of it?');
  });
  act(() => container.querySelector('dialog')?.close());
  expect(await answer).toBe(false);
});
