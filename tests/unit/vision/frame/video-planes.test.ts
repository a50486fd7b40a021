import { describe, expect, it, vi } from 'vitest';
import { cutPlanes } from '@/lib/vision/frame/cut-planes';
import { createVideoReader, type PlanarFrame } from '@/lib/vision/frame/video-planes';

const SIZE = { width: 4, height: 2 };

/** A frame with the given bytes and layout of planes. */
function frame(
  format: string | null,
  bytes: readonly number[],
  layout: PlaneLayout[],
  more: Partial<PlanarFrame> = {},
): PlanarFrame {
  return {
    format: format as VideoPixelFormat | null,
    visibleRect: SIZE as DOMRectReadOnly,
    displayWidth: SIZE.width,
    displayHeight: SIZE.height,
    colorSpace: { matrix: 'bt709', fullRange: true } as VideoColorSpace,
    allocationSize: () => bytes.length,
    copyTo: vi.fn(async (to: Uint8Array) => {
      to.set(bytes);
      return layout;
    }),
    ...more,
  };
}

const many = (n: number, ...values: number[]) => Array.from({ length: n }, () => values).flat();

async function middle(video: PlanarFrame): Promise<number[]> {
  const planes = await createVideoReader()(video);
  if (!planes) throw new Error('not read');
  const region = { x: 1, y: 0, width: 2, height: 2 };
  return [...cutPlanes(planes, [region], { width: 1, height: 1 }, 0)].map(Math.round);
}

describe('createVideoReader', () => {
  // Grey 100 with a little too much blue: Cb above 128.
  const expected = [100, 98, 119];

  it('reads separate planes (I420) and colour in pairs (NV12)', async () => {
    const y = many(8, 100);
    const i420 = frame(
      'I420',
      [...y, ...many(2, 138), ...many(2, 128)],
      [
        { offset: 0, stride: 4 },
        { offset: 8, stride: 2 },
        { offset: 10, stride: 2 },
      ],
    );
    const nv12 = frame(
      'NV12',
      [...y, ...many(2, 138, 128)],
      [
        { offset: 0, stride: 4 },
        { offset: 8, stride: 4 },
      ],
    );
    expect(await middle(i420)).toEqual(expected);
    expect(await middle(nv12)).toEqual(expected);
  });

  it('reads pixels in RGB and in BGR order', async () => {
    const layout = [{ offset: 0, stride: 16 }];
    expect(await middle(frame('RGBA', many(8, 10, 20, 30, 255), layout))).toEqual([10, 20, 30]);
    expect(await middle(frame('BGRX', many(8, 10, 20, 30, 255), layout))).toEqual([30, 20, 10]);
  });

  it('returns null for a frame that it cannot read directly', async () => {
    const layout = [{ offset: 0, stride: 16 }];
    const bytes = many(8, 10, 20, 30, 255);
    const read = createVideoReader();
    expect(await read(frame(null, bytes, layout))).toBeNull();
    expect(await read(frame('RGBA', bytes, layout, { rotation: 90 }))).toBeNull();
    expect(await read(frame('RGBA', bytes, layout, { displayWidth: 2 }))).toBeNull();
  });
});
