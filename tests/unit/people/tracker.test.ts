import { describe, expect, it } from 'vitest';
import type { Box } from '@/lib/geometry';
import { NO_TRACKS, type TrackerState, updateTracks } from '@/lib/people/tracker';

function face(x: number, y = 200, size = 100): Box {
  return { x, y, width: size, height: size };
}

/** Feeds frames 100 ms apart; returns the ids of each frame's boxes and the last state. */
function track(frames: readonly (readonly Box[])[], stepMs = 100) {
  let state: TrackerState = NO_TRACKS;
  const ids = frames.map((boxes, i) => {
    const update = updateTracks(state, boxes, 1000 + i * stepMs);
    state = update.state;
    return update.trackIds;
  });
  return { ids, state };
}

describe('updateTracks', () => {
  it('gives a face the same id while it moves', () => {
    const walk = Array.from({ length: 12 }, (_, i) => [face(100 + i * 40)]);
    expect(track(walk).ids.flat()).toEqual(Array(12).fill(1));
  });

  it('keeps two faces apart whatever their order in a frame', () => {
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

  it('keeps ids when two faces pass each other', () => {
    const frames = Array.from({ length: 15 }, (_, i) => [
      face(100 + i * 50, 200),
      face(800 - i * 50, 260),
    ]);
    const { ids } = track(frames);
    expect(ids.every(([left, right]) => left === 1 && right === 2)).toBe(true);
  });

  it('takes a box far away or of another size for a new face', () => {
    expect(track([[face(100)], [face(320)]]).ids).toEqual([[1], [2]]);
    expect(track([[face(100)], [face(50, 150, 200)]]).ids).toEqual([[1], [2]]);
  });

  it('finds a face again after some missed frames, and not after many', () => {
    const gap = (frames: number) => [[face(100)], ...Array(frames).fill([]), [face(104)]];
    expect(track(gap(8)).ids.at(-1)).toEqual([1]);
    expect(track(gap(20)).ids.at(-1)).toEqual([2]);
  });

  it('does not end a track for a single slow frame', () => {
    const { state } = track([[face(100)], []], 3000);
    expect(state.tracks.map(({ id, misses }) => [id, misses])).toEqual([[1, 1]]);
  });

  it('never uses an id again', () => {
    const { ids } = track([
      [face(100)],
      ...Array(20).fill([]),
      [face(100)],
      [face(100), face(700)],
    ]);
    expect(ids.slice(-2)).toEqual([[2], [2, 3]]);
  });

  it('calms a trembling box', () => {
    const trembling = Array.from({ length: 30 }, (_, i) => [face(100 + (i % 2) * 4)]);
    let state: TrackerState = NO_TRACKS;
    const shown: number[] = [];
    trembling.forEach((boxes, i) => {
      state = updateTracks(state, boxes, i * 100).state;
      if (i >= 10) shown.push(state.tracks[0]?.box.x ?? 0);
    });
    expect(Math.max(...shown) - Math.min(...shown)).toBeLessThan(2.5);
  });

  it('trails a walking face by less than a tenth of its size', () => {
    const walk = Array.from({ length: 20 }, (_, i) => [face(100 + i * 30)]);
    const { state } = track(walk);
    const last = 100 + 19 * 30;
    expect(Math.abs((state.tracks[0]?.box.x ?? 0) - last)).toBeLessThan(10);
  });

  it('leaves the state it was given as it was', () => {
    const { state } = updateTracks(NO_TRACKS, [face(100)], 0);
    const before = structuredClone(state);
    updateTracks(state, [face(130)], 100);
    expect(state).toEqual(before);
    expect(NO_TRACKS).toEqual({ tracks: [], nextId: 1 });
  });
});
