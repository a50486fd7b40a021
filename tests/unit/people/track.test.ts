import { describe, expect, it } from 'vitest';
import { nobody, type PeopleState } from '@/lib/people/people';
import { boxOf, type Track } from '@/lib/people/track';
import type { FoundFace } from '@/lib/vision/detector-types';
import { foundFace, playPeople } from '../../support/play-people';

const face = (x: number, y = 200, size = 100) => foundFace(x, y, size);

/** Feeds frames 100 ms apart; gives the id of the track at each face, and the last state. */
function track(frames: readonly (readonly FoundFace[])[]) {
  const played = playPeople(frames);
  const ids = played.map(({ state }, i) =>
    (frames[i] as readonly FoundFace[]).map((one) => state.tracks.find((t) => t.face === one)?.id),
  );
  return { ids, state: played.at(-1)?.state ?? nobody() };
}
const firstOf = ({ tracks }: PeopleState) => tracks[0] as Track;

describe('a track', () => {
  it('has the same id while its face moves', () => {
    const walk = Array.from({ length: 12 }, (_, i) => [face(100 + i * 40)]);
    expect(track(walk).ids.flat()).toEqual(Array(12).fill(1));
  });

  it('is not mixed up with another, whatever their order in a frame', () => {
    const { ids } = track([
      [face(100), face(600)],
      [face(610), face(105)],
      [face(110), face(620)],
    ]);
    expect(ids).toEqual([
      [1, 2],
      [2, 1],
      [1, 2],
    ]);
  });

  it('keeps its id when two faces pass each other', () => {
    const frames = Array.from({ length: 15 }, (_, i) => [
      face(100 + i * 50, 200),
      face(800 - i * 50, 260),
    ]);
    const { ids } = track(frames);
    expect(ids.every(([left, right]) => left === 1 && right === 2)).toBe(true);
  });

  it('does not take a box that is far away or of another size', () => {
    expect(track([[face(100)], [face(320)]]).ids).toEqual([[1], [2]]);
    expect(track([[face(100)], [face(50, 150, 200)]]).ids).toEqual([[1], [2]]);
  });

  it('is found again after 8 missed frames, and not after 20', () => {
    const gap = (frames: number) => [[face(100)], ...Array(frames).fill([]), [face(104)]];
    expect(track(gap(8)).ids.at(-1)).toEqual([1]);
    expect(track(gap(20)).ids.at(-1)).toEqual([2]);
  });

  it('never reuses the id of another track', () => {
    const { ids } = track([
      [face(100)],
      ...Array(20).fill([]),
      [face(100)],
      [face(100), face(700)],
    ]);
    expect(ids.slice(-2)).toEqual([[2], [2, 3]]);
  });

  it('smooths a box that jitters', () => {
    const trembling = Array.from({ length: 30 }, (_, i) => [face(100 + (i % 2) * 4)]);
    const shown = playPeople(trembling)
      .slice(10)
      .map(({ state }) => boxOf(firstOf(state)).x);
    expect(Math.max(...shown) - Math.min(...shown)).toBeLessThan(2.5);
  });

  it('lags behind a walking face by less than a tenth of its size', () => {
    const walk = Array.from({ length: 20 }, (_, i) => [face(100 + i * 30)]);
    const last = 100 + 19 * 30;
    expect(Math.abs(boxOf(firstOf(track(walk).state)).x - last)).toBeLessThan(10);
  });

  it('is not mutated by the next frame, which returns new values', () => {
    const [first] = playPeople([[face(100)]]);
    const before = structuredClone(first?.state);
    playPeople([[face(130)]], { startMs: 1100, from: first?.state ?? nobody() });
    expect(first?.state).toEqual(before);
  });
});
