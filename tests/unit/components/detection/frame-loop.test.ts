import { describe, expect, it, vi } from 'vitest';
import { startFrameLoop } from '@/components/detection/frame-loop';

/** A loop whose clock and judge the test controls. Frames are numbered as they are shown. */
function setUp() {
  let tick: (() => void) | null = null;
  let shown = 0;
  const judging: {
    frame: number;
    resolve: (text: string) => void;
    reject: (e: unknown) => void;
  }[] = [];
  const parts = {
    clock: {
      onFrame: vi.fn((callback: () => void) => {
        tick = callback;
        return () => {
          tick = null;
        };
      }),
    },
    grab: vi.fn(async (): Promise<number | null> => shown),
    judge: vi.fn(
      (frame: number) =>
        new Promise<string>((resolve, reject) => {
          judging.push({ frame, resolve, reject });
        }),
    ),
    deliver: vi.fn((_result: string) => undefined),
    fail: vi.fn((_error: unknown) => undefined),
    release: vi.fn((_frame: number) => undefined),
  };
  return {
    parts,
    judging,
    start: () => startFrameLoop<number, string>(parts),
    show: async () => {
      shown += 1;
      tick?.();
      await settle();
    },
  };
}

/** Waits until everything that waits for settled promises has run. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('startFrameLoop', () => {
  it('judges what is shown and delivers the answer', async () => {
    const { start, parts, judging, show } = setUp();
    start();
    await show();
    judging[0]?.resolve('one face');
    await settle();
    expect(parts.judge).toHaveBeenCalledExactlyOnceWith(1);
    expect(parts.deliver).toHaveBeenCalledExactlyOnceWith('one face');
  });

  it('has one frame in flight, and the newest wins', async () => {
    const { start, parts, judging, show } = setUp();
    start();
    for (let i = 0; i < 5; i++) await show();
    expect(judging.map(({ frame }) => frame)).toEqual([1]);
    judging[0]?.resolve('first');
    await settle();
    expect(judging.map(({ frame }) => frame)).toEqual([1, 5]);
    judging[1]?.resolve('second');
    await settle();
    expect(parts.judge).toHaveBeenCalledTimes(2);
  });

  it('judges no frame twice', async () => {
    const { start, parts, judging, show } = setUp();
    start();
    await show();
    judging[0]?.resolve('first');
    await settle();
    await settle();
    expect(parts.grab).toHaveBeenCalledOnce();
  });

  it('continues if there was nothing to grab yet', async () => {
    const { start, parts, show } = setUp();
    parts.grab.mockResolvedValueOnce(null);
    start();
    await show();
    expect(parts.judge).not.toHaveBeenCalled();
    await show();
    expect(parts.judge).toHaveBeenCalledExactlyOnceWith(2);
  });

  it('delivers nothing after it was stopped', async () => {
    const { start, parts, judging, show } = setUp();
    const stop = start();
    await show();
    stop();
    judging[0]?.resolve('too late');
    await settle();
    await show();
    expect(parts.deliver).not.toHaveBeenCalled();
    expect(parts.judge).toHaveBeenCalledOnce();
  });

  it('releases a frame that was grabbed while it was stopped', async () => {
    const { start, parts, show } = setUp();
    let arrive: (frame: number) => void = () => undefined;
    parts.grab.mockImplementationOnce(() => new Promise((resolve) => (arrive = resolve)));
    const stop = start();
    await show();
    stop();
    arrive(1);
    await settle();
    expect(parts.release).toHaveBeenCalledExactlyOnceWith(1);
    expect(parts.judge).not.toHaveBeenCalled();
  });

  it.each(['grab', 'judge'] as const)('ends and reports the error when %s fails', async (stage) => {
    const { start, parts, show } = setUp();
    const error = new Error('context lost');
    parts[stage].mockRejectedValueOnce(error);
    start();
    await show();
    await show();
    expect(parts.fail).toHaveBeenCalledExactlyOnceWith(error);
    expect(parts.grab).toHaveBeenCalledOnce();
  });

  it('reports no failure after it was stopped', async () => {
    const { start, parts, judging, show } = setUp();
    const stop = start();
    await show();
    stop();
    judging[0]?.reject(new Error('disposed'));
    await settle();
    expect(parts.fail).not.toHaveBeenCalled();
  });
});
