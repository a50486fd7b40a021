// @vitest-environment happy-dom
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { createElement } from 'react';
import { expect, it, vi } from 'vitest';
import { KeepDaysField } from '@/components/kiosk/panel/fields/keep-days-field';
import type { KioskSettings } from '@/components/kiosk/use-kiosk-config';
import { KIOSK_SETTINGS_MESSAGES } from '@/lib/i18n/kiosk-settings/languages';
import { DEFAULT_KIOSK_CONFIG } from '@/lib/kiosk/config';

// The records are a fake that says what it would delete; the tests of lib/records delete.
function show(people: number) {
  const change = vi.fn();
  const settings: KioskSettings = {
    config: DEFAULT_KIOSK_CONFIG,
    problems: [],
    fixedBy: new Map(),
    change,
    reset: vi.fn(),
  };
  const deleted = { people, days: 3, from: '2026-09-01', to: '2026-09-03' };
  const previewDeletion = async () => (people > 0 ? deleted : null);
  const messages = KIOSK_SETTINGS_MESSAGES.en;
  render(createElement(KeepDaysField, { field: 'keepDays', settings, messages, previewDeletion }));
  const input = screen.getAllByRole('spinbutton').at(-1) as HTMLInputElement;
  fireEvent.change(input, { target: { value: '7' } });
  fireEvent.blur(input);
  return { change, input };
}

it('asks before a shorter time deletes numbers, and changes nothing on a no', async () => {
  const { change, input } = show(12);
  const question = await screen.findByText(/12 people/);
  expect(change).not.toHaveBeenCalled();
  expect(input.value).toBe('90');
  const [no, yes] = Array.from(question.closest('dialog')?.querySelectorAll('button') ?? []);
  fireEvent.click(no as HTMLButtonElement);
  await Promise.resolve();
  expect(change).not.toHaveBeenCalled();

  fireEvent.change(input, { target: { value: '7' } });
  fireEvent.blur(input);
  await screen.findByText(/12 people/);
  fireEvent.click(yes as HTMLButtonElement);
  await waitFor(() => expect(change).toHaveBeenCalledWith({ keepDays: 7 }));
});

it('does not ask if nothing is deleted', async () => {
  const { change } = show(0);
  await waitFor(() => expect(change).toHaveBeenCalledWith({ keepDays: 7 }));
});
