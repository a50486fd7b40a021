import * as tf from '@tensorflow/tfjs-core';
import {
  facesFollowed,
  meetFaces,
  nobody,
  type PeopleState,
  peopleIn,
  updatePeople,
} from '../../people/people.ts';
import { planJudging } from '../../people/plan-judging.ts';
import type { Frame } from '../detector-types.ts';
import { closeFrame, openFrame } from '../frame/open-frame.ts';
import { frameSize } from '../frame/regions.ts';
import { StageClock } from '../stage-clock.ts';
import { cropFaces, findFaces, judgeFaces, type Networks, type SeenFace } from '../steps.ts';
import type { LookOptions, MemoryUse, Sighting } from './live-detector.ts';

/** Judges frame after frame of a camera: the networks, and the memory of people. */
export class LiveSession {
  private people: PeopleState = nobody();

  constructor(private readonly networks: Networks) {}

  /**
   * Looks at the next frame, one at a time.
   * @param takenAtMs when the frame was taken; increases from call to call
   * @throws MaskGateError `image-empty`
   */
  async look(frame: Frame, takenAtMs: number, options: LookOptions): Promise<Sighting> {
    const { people, networks } = this;
    const clock = new StageClock();
    const pixels = openFrame(frame);
    try {
      const size = frameSize(pixels);
      clock.end('grab');
      const found = await findFaces(networks, pixels, options);
      const faces = found.map(({ face }) => face);
      const meeting = meetFaces(people, faces, size, takenAtMs);
      const chosen = planJudging(meeting.matches, takenAtMs);
      clock.end('find');
      const due = chosen.map((i) => found[i] as SeenFace);
      const crops = cropFaces(networks, pixels, due, 'whole');
      clock.end('crop');
      const judged = await judgeFaces(networks, due, crops);
      clock.end('judge');
      const judgements = new Map(chosen.map((face, i) => [face, judged[i] ?? null]));
      const after = updatePeople(meeting, judgements);
      // People who were forgotten in the meantime do not return with this frame.
      if (this.people === people) this.people = after;
      return {
        frame: size,
        people: peopleIn(after),
        count: after.count,
        facesFollowed: facesFollowed(after),
        gaps: after.gaps,
        times: clock.times(),
        memory: memoryUse(),
      };
    } finally {
      closeFrame(pixels);
    }
  }

  /** Forgets the people in the picture. @param count number of people seen so far */
  startOver(count: number): void {
    this.people = nobody(count, this.people.gaps + 1);
  }
}

function memoryUse(): MemoryUse {
  const { numTensors, numBytes } = tf.memory();
  return { tensors: numTensors, bytes: numBytes };
}
