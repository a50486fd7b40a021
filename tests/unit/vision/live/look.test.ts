import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intersectionOverUnion } from '@/lib/geometry';
import type { PixelFrame } from '@/lib/vision/detector-types';
import { LiveSession } from '@/lib/vision/live/look';
import { disposeModels, loadModels } from '@/lib/vision/model/models';
import { type Networks, openNetworks } from '@/lib/vision/steps';
import { readPhotograph } from '@/scripts/data/read-photograph';
import { modelsFolder } from '@/scripts/support/published-models';
import { useWasm } from '../../../support/wasm';

/** The face in the portrait, which is 512 px wide. Measured by hand. */
const FACE = { x: 172, y: 62, width: 106, height: 140 };

let networks: Networks;
let portrait: PixelFrame;
beforeAll(async () => {
  await useWasm();
  networks = openNetworks(await loadModels(modelsFolder('public/models')));
  portrait = (await readPhotograph('tests/fixtures/astronaut.jpg')).frame;
});
afterAll(() => disposeModels(networks.models));

/** Looks at the portrait in frames 100 ms apart. */
async function lookAtPortrait(session: LiveSession, frames: number, startMs = 1000) {
  const sightings = [];
  for (let i = 0; i < frames; i++) {
    sightings.push(await session.look(portrait, startMs + 100 * i, {}));
  }
  return sightings;
}

describe('a live session', () => {
  it('sees one person if a face is in every frame, and leaves no tensor behind', async () => {
    const session = new LiveSession(networks);
    const tensors = tf.memory().numTensors;
    const sightings = await lookAtPortrait(session, 4);
    expect(sightings.map(({ people }) => people.length)).toEqual([0, 1, 1, 1]);
    const last = sightings.at(-1);
    expect(last?.people[0]).toMatchObject({ id: 1, label: 'without_mask', seenForMs: 300 });
    expect(intersectionOverUnion(last?.people[0]?.box ?? FACE, FACE)).toBeGreaterThan(0.3);
    expect([last?.count, last?.facesFollowed]).toEqual([1, 1]);
    expect(tf.memory().numTensors).toBe(tensors);
  });

  it('judges a settled face only from time to time', async () => {
    const sightings = await lookAtPortrait(new LiveSession(networks), 5);
    const judged = sightings.map(({ times }) => times.judge > 1);
    expect(judged.slice(0, 2)).toEqual([true, true]);
    expect(judged).toContain(false);
  });

  it('takes the next face for a new person after it starts over, also in a frame', async () => {
    const session = new LiveSession(networks);
    await lookAtPortrait(session, 2);
    const looking = session.look(portrait, 1200, {});
    session.startOver(7);
    await looking;
    const after = await lookAtPortrait(session, 2, 1300);
    expect(after.map(({ people }) => people.map(({ id }) => id))).toEqual([[], [8]]);
    expect(after.map(({ gaps }) => gaps)).toEqual([1, 1]);
  });
});
