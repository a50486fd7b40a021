// @vitest-environment happy-dom
import { act, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useKioskConfig } from '@/components/kiosk/use-kiosk-config';
import { hashPin, isPinHash, isRightPin } from '@/lib/kiosk/pin';

// The site is a fake that answers at once; tests/browser/kiosk-edges.test.ts has one that hangs.
let answer: () => Response;
let asked: number;

beforeEach(() => {
  localStorage.clear();
  asked = 0;
  answer = () => new Response('{}');
  vi.stubGlobal('fetch', async () => {
    asked += 1;
    return answer();
  });
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function render() {
  const { result, unmount } = renderHook(() => useKioskConfig());
  await waitFor(() => expect(result.current).not.toBeNull());
  return { config: () => result.current?.config, settings: () => result.current, unmount };
}
const file = (values: object) => () => new Response(JSON.stringify(values));

it('takes the file, and the settings made here over it', async () => {
  answer = file({ policy: 'reminder', keepDays: 30 });
  const { config, settings } = await render();
  expect(config()).toMatchObject({ policy: 'reminder', keepDays: 30 });
  act(() => settings()?.change({ keepDays: 7 }));
  act(() => settings()?.change({ volume: 0.2 }));
  expect(config()).toMatchObject({ policy: 'reminder', keepDays: 7, volume: 0.2 });
  act(() => settings()?.reset());
  expect(config()).toMatchObject({ keepDays: 30, volume: 0.7 });
});

it('keeps the last good copy and its PIN while the file is broken, and tries again', async () => {
  answer = file({ pin: '4711', policy: 'reminder' });
  const first = await render();
  await waitFor(() => expect(localStorage.getItem('maskgate.kiosk.file')).toContain('pbkdf2'));
  expect(localStorage.getItem('maskgate.kiosk.file')).not.toContain('4711');
  first.unmount();

  answer = () => new Response('{"pin":"47');
  const second = await render();
  expect(second.config()?.policy).toBe('reminder');
  expect(await isRightPin('4711', second.config()?.pin ?? '')).toBe(true);
  expect(second.settings()?.problems).toMatchObject([{ source: 'file', kind: 'file-damaged' }]);

  answer = file({ policy: 'must-wear', pin: '0815' });
  const before = asked;
  await act(() => vi.advanceTimersByTimeAsync(15_000));
  await waitFor(() => expect(second.config()?.policy).toBe('must-wear'));
  expect(asked).toBe(before + 1);
  expect(second.settings()?.problems).toEqual([]);
  expect(await isRightPin('0815', second.config()?.pin ?? '')).toBe(true);
});

it('uses the defaults and says so if there never was a good file', async () => {
  answer = () => new Response('busy', { status: 503 });
  const { config, settings } = await render();
  expect(config()?.policy).toBe('must-wear');
  expect(settings()?.problems[0]).toMatchObject({ kind: 'file-unreachable' });
  expect(settings()?.problems[0]?.reason).toMatch(/no earlier copy/);
});

it('turns a plain PIN of an earlier version into a hash', async () => {
  localStorage.setItem('maskgate.kiosk', JSON.stringify({ pin: '4711', keepDays: 7 }));
  const { config } = await render();
  await waitFor(() => expect(isPinHash(config()?.pin ?? '')).toBe(true));
  expect(await isRightPin('4711', config()?.pin ?? '')).toBe(true);
  expect(localStorage.getItem('maskgate.kiosk')).not.toContain('4711');
  expect(config()?.keepDays).toBe(7);
});

it('names saved settings that are damaged', async () => {
  localStorage.setItem('maskgate.kiosk', '{"pin":');
  const { settings } = await render();
  expect(settings()?.problems).toMatchObject([{ source: 'saved', kind: 'file-damaged' }]);
});

it('takes a hash from the file as it is', async () => {
  const pin = await hashPin('1234');
  answer = file({ pin });
  const { config } = await render();
  expect(config()?.pin).toBe(pin);
});
