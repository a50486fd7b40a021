// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { PackOptions } from '@/components/stills/save/pack-pictures';
import { usePacking } from '@/components/stills/save/use-packing';

// happy-dom saves no files and draws no pictures: the pack is a fake, and the tests record the
// names of saved files. tests/browser/stills.test.ts unpacks real archives.
const saved: string[] = [];
vi.mock('@/components/live/snapshot', () => ({
  saveFile: (_blob: Blob, name: string) => saved.push(name),
  timestamp: () => 'now',
}));
beforeEach(() => {
  saved.length = 0;
});

const PICTURES = ['a.jpg', 'b.jpg'].map((file) => ({
  file: new File(['x'], file),
  still: { file, width: 1, height: 1, ms: 1, faces: [] },
}));

/** A pack that continues when the test says so. */
function heldPack() {
  let options: PackOptions | undefined;
  let end: (leftOut: { file: string; error: unknown }[]) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const pack = vi.fn((given: PackOptions) => {
    options = given;
    return new Promise<{ file: string; error: unknown }[]>((resolve, reject) => {
      [end, fail] = [resolve, reject];
    });
  });
  return {
    pack,
    options: () => options as PackOptions,
    end: (leftOut: string[] = []) => end(leftOut.map((file) => ({ file, error: null }))),
    fail: () => fail(new Error('no memory')),
  };
}

function renderPacking() {
  return renderHook(() => usePacking()).result;
}

it('reports its progress, saves each archive under its own name, and ends', async () => {
  const packing = renderPacking();
  const held = heldPack();
  act(() => void packing.current.start(PICTURES, 'pictures', held.pack));
  expect(packing.current.state).toEqual({ status: 'packing', done: 0, total: 2 });
  act(() => held.options().onProgress(1));
  expect(packing.current.state).toMatchObject({ done: 1 });
  for (let i = 0; i < 2; i++) held.options().save(new Blob());
  await act(async () => held.end());
  expect(packing.current.state).toEqual({ status: 'packed', leftOut: [] });
  expect(saved).toEqual(['maskgate-now.pictures.zip', 'maskgate-now.pictures-2.zip']);
});

it('lists what is missing', async () => {
  const packing = renderPacking();
  const held = heldPack();
  act(() => void packing.current.start(PICTURES, 'pictures', held.pack));
  await act(async () => held.end(['b.jpg']));
  expect(packing.current.state).toMatchObject({ leftOut: [{ file: 'b.jpg' }] });
});

it('fails, and can start again', async () => {
  const packing = renderPacking();
  const first = heldPack();
  act(() => void packing.current.start(PICTURES, 'pictures', first.pack));
  await act(async () => first.fail());
  expect(packing.current.state).toEqual({ status: 'failed' });
  const second = heldPack();
  act(() => void packing.current.start(PICTURES, 'corrections', second.pack));
  expect(packing.current.state).toMatchObject({ status: 'packing' });
  await act(async () => second.end());
  expect(packing.current.state).toMatchObject({ status: 'packed' });
});

it('runs once at a time', () => {
  const packing = renderPacking();
  const [first, second] = [heldPack(), heldPack()];
  act(() => {
    void packing.current.start(PICTURES, 'pictures', first.pack);
    void packing.current.start(PICTURES, 'pictures', second.pack);
  });
  expect(second.pack).not.toHaveBeenCalled();
});

it('stops without a list of missing pictures', async () => {
  const packing = renderPacking();
  const held = heldPack();
  act(() => void packing.current.start(PICTURES, 'pictures', held.pack));
  act(() => packing.current.stop());
  expect(held.options().signal.aborted).toBe(true);
  await act(async () => held.end(['b.jpg']));
  expect(packing.current.state).toEqual({ status: 'idle' });
});

it('stops when the page is left', () => {
  const { result, unmount } = renderHook(() => usePacking());
  const held = heldPack();
  act(() => void result.current.start(PICTURES, 'pictures', held.pack));
  unmount();
  expect(held.options().signal.aborted).toBe(true);
});
