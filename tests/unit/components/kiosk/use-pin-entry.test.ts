// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { usePinEntry } from '@/components/kiosk/panel/use-pin-entry';

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

function render(pin = '4711') {
  const onOpen = vi.fn();
  const hook = renderHook(() => usePinEntry(pin, onOpen));
  const enter = (typed: string) => act(() => hook.result.current.enter(typed));
  return { ...hook, onOpen, enter };
}

it('opens for the right PIN', async () => {
  const { onOpen, enter } = render();
  await enter('4711');
  expect(onOpen).toHaveBeenCalledOnce();
});

it('takes no PIN, not even the right one, during the pause, also after a reload', async () => {
  const first = render();
  await first.enter('0000');
  expect(first.result.current).toMatchObject({ refusal: 'wrong', waitSeconds: 3 });
  await first.enter('4711');
  expect(first.onOpen).not.toHaveBeenCalled();
  first.unmount();

  const second = render();
  expect(second.result.current.waitSeconds).toBe(3);
  await second.enter('4711');
  expect(second.onOpen).not.toHaveBeenCalled();
  act(() => vi.advanceTimersByTime(3100));
  expect(second.result.current.waitSeconds).toBe(0);
  await second.enter('0001');
  expect(second.result.current.waitSeconds).toBe(6);
  act(() => vi.advanceTimersByTime(6100));
  await second.enter('4711');
  expect(second.onOpen).toHaveBeenCalledOnce();
  second.unmount();

  // The right PIN resets the count of wrong ones.
  const third = render();
  await third.enter('0002');
  expect(third.result.current.waitSeconds).toBe(3);
});

it('counts one wrong PIN for a double press', async () => {
  const { result } = render();
  await act(async () => {
    await Promise.all([result.current.enter('0000'), result.current.enter('0000')]);
  });
  expect(result.current.refusal).toBe('wrong');
  const { wrong } = JSON.parse(localStorage.getItem('maskgate.kiosk.pin-tries') ?? '{}');
  expect(wrong).toBe(1);
});
