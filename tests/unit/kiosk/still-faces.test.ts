import { describe, expect, it } from 'vitest';
import type { PictureArea } from '@/lib/kiosk/config';
import { areaBetween, moveArea, sizeArea } from '@/lib/kiosk/left-out/edit-area';
import { areaOf, isInAreas } from '@/lib/kiosk/left-out/picture-area';
import {
  type FacePlace,
  stillAnchors,
  stillPersons,
  updatePlaces,
} from '@/lib/kiosk/left-out/still-faces';

const FACE: PictureArea = { x: 0.4, y: 0.3, width: 0.1, height: 0.2 };
const STEP_MS = 100;
const STILL_MS = 180_000;

/** A face whose middle is moved by shares of its size. */
function moved(byX: number, byY = 0): PictureArea {
  return { ...FACE, x: FACE.x + byX * FACE.width, y: FACE.y + byY * FACE.height };
}

/** @returns the places after a face was seen for this time */
function watch(seconds: number, at: (ms: number) => PictureArea | null): FacePlace[] {
  let places: FacePlace[] = [];
  for (let ms = 0; ms <= seconds * 1000; ms += STEP_MS) {
    const place = at(ms);
    places = updatePlaces(places, place ? [{ personId: 1, place }] : [], ms, STILL_MS);
  }
  return places;
}

/** Even noise that is the same in each run, -1 to 1. */
function noise(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43758.5453;
  return 2 * (x - Math.floor(x)) - 1;
}

describe('a face', () => {
  it('is a picture after its time, though its box trembles and jumps now and then', () => {
    const places = watch(182, (ms) => {
      if (ms % 20_000 === 10_000) return moved(0.15);
      return moved(0.02 * noise(ms), 0.02 * noise(ms + 1));
    });
    expect([...stillPersons(places)]).toEqual([1]);
    expect(stillAnchors(places)).toHaveLength(1);
    expect(stillPersons(watch(170, () => FACE)).size).toBe(0);
  });

  it('is somebody where it sways as people do who stand and wait', () => {
    const places = watch(400, (ms) => moved(0.1 * Math.sin((2 * Math.PI * ms) / 6000)));
    expect(stillPersons(places).size).toBe(0);
  });

  it('is somebody where it shifts its weight once in a while', () => {
    const places = watch(600, (ms) => moved(Math.floor(ms / 100_000) % 2 ? 0.15 : 0));
    expect(stillPersons(places).size).toBe(0);
  });

  it('is somebody again once it moves, and its place is still known', () => {
    const places = watch(190, (ms) => moved(ms > 185_000 ? 1 : 0));
    expect(stillPersons(places).size).toBe(0);
    expect(stillAnchors(places)).toHaveLength(1);
  });

  it('is a picture again soon where its box went astray for a second', () => {
    const astray = (ms: number) => moved(ms > 185_000 && ms < 186_000 ? 0.5 : 0);
    expect(stillPersons(watch(188, astray)).size).toBe(0);
    expect(stillPersons(watch(200, astray)).size).toBe(1);
  });

  it('goes on being a picture when people pass before it', () => {
    const hidden = (ms: number) => ms % 30_000 < 10_000 && ms > 10_000;
    // Under another id each time, as trackers give them.
    let places: FacePlace[] = [];
    for (let ms = 0; ms < 300_000; ms += STEP_MS) {
      const faces = hidden(ms) ? [] : [{ personId: Math.floor(ms / 30_000), place: FACE }];
      places = updatePlaces(places, faces, ms, STILL_MS);
    }
    expect(stillPersons(places).size).toBe(1);
  });

  it('never is a picture where that is turned off', () => {
    expect(updatePlaces([], [{ personId: 1, place: FACE }], 0, 0)).toEqual([]);
  });
});

describe('areas', () => {
  it('hold faces whose middle lies in them', () => {
    const frame = { width: 1280, height: 720 };
    const face = areaOf({ x: 512, y: 216, width: 128, height: 144 }, frame);
    expect(face).toEqual(FACE);
    expect(isInAreas(face, [{ x: 0.44, y: 0, width: 0.2, height: 1 }])).toBe(true);
    expect(isInAreas(face, [{ x: 0.46, y: 0, width: 0.2, height: 1 }])).toBe(false);
    expect(isInAreas(face, [])).toBe(false);
  });

  it('are drawn from any corner, inside the picture; a slip draws none', () => {
    const area = { x: 0.2, y: 0.1, width: 0.3, height: 0.4 };
    expect(areaBetween({ x: 0.2, y: 0.1 }, { x: 0.5, y: 0.5 })).toEqual(area);
    expect(areaBetween({ x: 0.5, y: 0.5 }, { x: 0.2, y: 0.1 })).toEqual(area);
    expect(areaBetween({ x: 0.8, y: -1 }, { x: 3, y: 0.5 })).toEqual({
      x: 0.8,
      y: 0,
      width: 0.2,
      height: 0.5,
    });
    expect(areaBetween({ x: 0.5, y: 0.5 }, { x: 0.51, y: 0.9 })).toBeNull();
  });

  it('are moved and sized as far as the picture goes', () => {
    const area = { x: 0.2, y: 0.1, width: 0.3, height: 0.4 };
    expect(moveArea(area, 0.1, -0.5)).toEqual({ ...area, x: 0.3, y: 0 });
    expect(moveArea(area, 9, 9)).toEqual({ ...area, x: 0.7, y: 0.6 });
    expect(sizeArea(area, 9, -9)).toEqual({ ...area, width: 0.8, height: 0.03 });
  });
});
