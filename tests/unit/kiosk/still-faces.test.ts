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

/** The face, with its centre moved by shares of its size. */
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

/** Uniform noise, -1 to 1, the same in each run. */
function noise(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43758.5453;
  return 2 * (x - Math.floor(x)) - 1;
}

describe('a face', () => {
  it('is a picture after 3 minutes, even if its box trembles and sometimes jumps', () => {
    const places = watch(182, (ms) => {
      if (ms % 20_000 === 10_000) return moved(0.15);
      return moved(0.02 * noise(ms), 0.02 * noise(ms + 1));
    });
    expect([...stillPersons(places)]).toEqual([1]);
    expect(stillAnchors(places)).toHaveLength(1);
    expect(stillPersons(watch(170, () => FACE)).size).toBe(0);
  });

  it('is a person if it sways like people who stand and wait', () => {
    const places = watch(400, (ms) => moved(0.1 * Math.sin((2 * Math.PI * ms) / 6000)));
    expect(stillPersons(places).size).toBe(0);
  });

  it('is a person if it moves every 100 s, as people do who shift their weight', () => {
    const places = watch(600, (ms) => moved(Math.floor(ms / 100_000) % 2 ? 0.15 : 0));
    expect(stillPersons(places).size).toBe(0);
  });

  it('is a person again as soon as it moves, and its place stays known', () => {
    const places = watch(190, (ms) => moved(ms > 185_000 ? 1 : 0));
    expect(stillPersons(places).size).toBe(0);
    expect(stillAnchors(places)).toHaveLength(1);
  });

  it('is soon a picture again after its box was wrong for 1 s', () => {
    const astray = (ms: number) => moved(ms > 185_000 && ms < 186_000 ? 0.5 : 0);
    expect(stillPersons(watch(188, astray)).size).toBe(0);
    expect(stillPersons(watch(200, astray)).size).toBe(1);
  });

  it('stays a picture when people pass in front of it', () => {
    const hidden = (ms: number) => ms % 30_000 < 10_000 && ms > 10_000;
    // Each time under another id, as a tracker assigns them.
    let places: FacePlace[] = [];
    for (let ms = 0; ms < 300_000; ms += STEP_MS) {
      const faces = hidden(ms) ? [] : [{ personId: Math.floor(ms / 30_000), place: FACE }];
      places = updatePlaces(places, faces, ms, STILL_MS);
    }
    expect(stillPersons(places).size).toBe(1);
  });

  it('is never a picture if the time is 0', () => {
    expect(updatePlaces([], [{ personId: 1, place: FACE }], 0, 0)).toEqual([]);
  });
});

describe('areas', () => {
  it('contain faces whose centre is inside', () => {
    const frame = { width: 1280, height: 720 };
    const face = areaOf({ x: 512, y: 216, width: 128, height: 144 }, frame);
    expect(face).toEqual(FACE);
    expect(isInAreas(face, [{ x: 0.44, y: 0, width: 0.2, height: 1 }])).toBe(true);
    expect(isInAreas(face, [{ x: 0.46, y: 0, width: 0.2, height: 1 }])).toBe(false);
    expect(isInAreas(face, [])).toBe(false);
  });

  it('are drawn from any corner, inside the picture; a very narrow one is discarded', () => {
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

  it('are moved and resized only within the picture', () => {
    const area = { x: 0.2, y: 0.1, width: 0.3, height: 0.4 };
    expect(moveArea(area, 0.1, -0.5)).toEqual({ ...area, x: 0.3, y: 0 });
    expect(moveArea(area, 9, 9)).toEqual({ ...area, x: 0.7, y: 0.6 });
    expect(sizeArea(area, 9, -9)).toEqual({ ...area, width: 0.8, height: 0.03 });
  });
});
