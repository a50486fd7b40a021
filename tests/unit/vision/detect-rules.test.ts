import { beforeAll, describe, expect, it } from 'vitest';
import type { Box } from '@/lib/geometry';
import { detect } from '@/lib/vision/detector';
import type { Search } from '@/lib/vision/detector-types';
import type { Networks } from '@/lib/vision/steps';
import { useWasm } from '../../support/wasm';

/** Large enough that no face is a fifth of it: those are looked at again. */
const EDGE_PX = 700;
const FRAME = { data: new Uint8Array(EDGE_PX ** 2 * 4), width: EDGE_PX, height: EDGE_PX };
const FACE = { x: 40, y: 40, width: 100, height: 120 };
/** Its nose and mouth. */
const PART = { x: 70, y: 90, width: 40, height: 40 };
const ELSEWHERE = { x: 150, y: 150, width: 30, height: 40 };

interface Seen {
  readonly box: Box;
  /** Of the finder. */
  readonly score: number;
  /** Of the classifier. */
  readonly background: number;
}

/**
 * Networks that see what the test says. They leave out what real networks see: detector.test.ts
 * runs the published ones.
 */
function networksThatSee(seen: readonly Seen[], isFace = 0.3): Networks {
  const finder = {
    find: async (_frame: unknown, _regions: unknown, threshold = 0) =>
      seen
        .filter(({ score }) => score >= threshold)
        .map(({ box, score }) => ({ box, score, landmarks: [] })),
  };
  const faceEvidence = { bias: 0, classifier: 1, finder: 1 };
  const manifest = {
    thresholds: { sure: 0.67, isFace },
    faceEvidence: { whole: faceEvidence, zoomed: faceEvidence },
  };
  return {
    models: {
      finder: { manifest: { scoreThreshold: 0.3, zoomedScoreThreshold: 0.5 } },
      classifier: { manifest },
    },
    finders: { whole: finder, zoomed: finder },
    classifier: {
      crop: (_frame: unknown, boxes: readonly Box[], search: Search) => ({ boxes, search }),
      judge: async ({ boxes }: { readonly boxes: readonly Box[] }) =>
        boxes.map((box) => {
          const background = seen.find((one) => one.box === box)?.background ?? 1;
          const scores = { with_mask: 1 - background, without_mask: 0, incorrect_mask: 0 };
          return { scores: { ...scores, background } };
        }),
    },
  } as unknown as Networks;
}

beforeAll(useWasm);

async function boxesOf(networks: Networks, search: Search): Promise<Box[]> {
  return (await detect(networks, FRAME, { search })).faces.map(({ box }) => box);
}

describe('a box', () => {
  it('is a face if both networks together say so, whatever one of them says', async () => {
    const networks = networksThatSee([
      { box: FACE, score: 0.4, background: 0.1 },
      { box: ELSEWHERE, score: 0.4, background: 0.7 },
    ]);
    expect(await boxesOf(networks, 'whole')).toEqual([FACE]);
    const surer = networksThatSee([{ box: ELSEWHERE, score: 0.9, background: 0.7 }]);
    expect(await boxesOf(surer, 'whole')).toEqual([ELSEWHERE]);
  });

  it("has a face's verdict; its confidence includes the probability of a face", async () => {
    const networks = networksThatSee([{ box: FACE, score: 0.5, background: 0.5 }]);
    const [face] = (await detect(networks, FRAME)).faces;
    expect(face).toMatchObject({ label: 'with_mask', isFace: 0.5, confidence: 0.5 });
  });
});

describe('two boxes in a photograph, one inside the other', () => {
  it('leave the face if the finder is surer of a part of it', async () => {
    const face = { box: FACE, score: 0.8, background: 0.01 };
    const part = { box: PART, score: 0.9, background: 0.4 };
    expect(await boxesOf(networksThatSee([part, face]), 'zoomed')).toEqual([FACE]);
  });

  it('leave the face if a weaker, larger box surrounds it', async () => {
    const face = { box: PART, score: 0.9, background: 0.01 };
    const around = { box: FACE, score: 0.7, background: 0.2 };
    const other = { box: ELSEWHERE, score: 0.6, background: 0.1 };
    const found = await boxesOf(networksThatSee([face, around, other]), 'zoomed');
    expect(found).toEqual([PART, ELSEWHERE]);
  });
});
