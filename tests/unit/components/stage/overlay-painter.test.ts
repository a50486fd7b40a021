import { describe, expect, it, vi } from 'vitest';
import {
  layOutOverlay,
  type OverlayView,
  type PaintedFace,
  paintOverlay,
} from '../../../../components/stage/overlay-painter.ts';
import type { Box } from '../../../../lib/geometry.ts';

const LETTER_PX = 8;
const painter = {
  font: '',
  save: () => undefined,
  restore: () => undefined,
  measureText: (text: string) => ({ width: text.length * LETTER_PX }),
} as unknown as CanvasRenderingContext2D;

const FRAME = { width: 1280, height: 720 };
const view: OverlayView = { frame: FRAME, canvas: FRAME, pixelRatio: 1, mirrored: false };

function face(x: number, y: number, text = 'Mask 99%'): PaintedFace {
  return { box: { x, y, width: 120, height: 150 }, verdict: 'with_mask', texts: [text, ''] };
}

function extent(faces: readonly PaintedFace[], change: Partial<OverlayView> = {}): Box<'view'> {
  const found = layOutOverlay(painter, faces, { ...view, ...change }).extent;
  if (!found) throw new Error('Nothing was laid out.');
  return found;
}

const right = ({ x, width }: Box<'view'>) => x + width;
const bottom = ({ y, height }: Box<'view'>) => y + height;

describe('the extent of an overlay', () => {
  it('is null if nobody is there', () => {
    expect(layOutOverlay(painter, [], view).extent).toBeNull();
  });

  it('holds the box with its line and its tag, and little more', () => {
    const around = extent([face(600, 300)]);
    expect(around.x).toBeLessThan(600);
    expect(right(around)).toBeGreaterThan(720);
    expect(bottom(around)).toBeGreaterThan(450);
    // The tag is above the box.
    expect(around.y).toBeLessThan(300 - 28);
    expect(around.width * around.height).toBeLessThan(0.06 * FRAME.width * FRAME.height);
  });

  it('reaches as far as the words do', () => {
    const long = extent([face(600, 300, 'a word that is much wider than its face')]);
    expect(right(long)).toBeGreaterThan(600 + 39 * LETTER_PX);
  });

  it('holds everybody', () => {
    const around = extent([face(100, 100), face(1000, 500)]);
    expect(around.x).toBeLessThan(100);
    expect(right(around)).toBeGreaterThan(1120);
    expect(bottom(around)).toBeGreaterThan(650);
  });

  it('lies on the other side of a mirrored picture', () => {
    const around = extent([face(100, 300)], { mirrored: true });
    expect(around.x).toBeGreaterThan(1000);
    expect(right(around)).toBeGreaterThan(1180);
  });

  it('is in canvas pixels', () => {
    const usual = extent([face(600, 300)]);
    const sharp = extent([face(600, 300)], {
      canvas: { width: 2560, height: 1440 },
      pixelRatio: 2,
    });
    for (const side of ['x', 'y', 'width', 'height'] as const) {
      expect(sharp[side]).toBeCloseTo(2 * usual[side], 6);
    }
  });
});

describe('the word of a tag', () => {
  it('is drawn from its place to the right, also on a right-to-left page', () => {
    vi.stubGlobal('Path2D', class {});
    // An Arabic page: the default `textAlign` of a canvas is `start`, the right edge there.
    const words: { text: string; textAlign: string; x: number }[] = [];
    const recorder = new Proxy({ textAlign: 'start' } as Record<string, unknown>, {
      get: (own, name: string) => {
        if (name === 'measureText') return (text: string) => ({ width: text.length * LETTER_PX });
        if (name === 'fillText') {
          return (text: string, x: number) =>
            words.push({ text, x, textAlign: String(own.textAlign) });
        }
        return own[name] ?? (() => undefined);
      },
    }) as unknown as CanvasRenderingContext2D;
    paintOverlay(recorder, [face(600, 300, 'كمامة')], view);
    vi.unstubAllGlobals();
    expect(words).toMatchObject([{ text: 'كمامة', textAlign: 'left' }]);
  });
});
