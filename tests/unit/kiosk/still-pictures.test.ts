import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { areaOf } from '@/lib/kiosk/left-out/picture-area';
import { type FacePlace, stillPersons, updatePlaces } from '@/lib/kiosk/left-out/still-faces';
import type { PixelFrame } from '@/lib/vision/detector-types';
import { LiveSession } from '@/lib/vision/live/look';
import { loadModels, type Models } from '@/lib/vision/model/models';
import { openNetworks } from '@/lib/vision/steps';
import { modelsFolder } from '@/scripts/support/published-models';
import { barePhotographs, type Photograph } from '../../harness/photographs.ts';
import { useWasm } from '../../support/wasm.ts';

/**
 * Whether a face has moved, by the boxes that the real networks find. The camera is simulated on a
 * photograph. The simulation leaves out compression and autofocus.
 */
const FRAME = { width: 640, height: 360 };
/** Height of the photograph in the frame, px. */
const SHOWN_HEIGHT = 240;
const STEP_MS = 100;
const FRAMES = 50;
const STILL_MS = 4000;
/** Noise of the camera in each frame, grey levels of 255. */
const NOISE = 8;
/** Flicker of the lamps, as a share of the brightness. */
const FLICKER = 0.04;
/** Drift of the exposure, as a share of the brightness. */
const DRIFT = 0.15;
const DRIFT_PERIOD_MS = 5000;
const SWAY_PERIOD_MS = 6000;

/** Long enough for a busy machine. */
const LIMIT_MS = 600_000;
const photographs = barePhotographs().slice(0, 3);

let models: Models;
beforeAll(async () => {
  await useWasm();
  models = await loadModels(modelsFolder('public/models'));
}, LIMIT_MS);

/** Uniform noise, -1 to 1, the same in each run. */
function createNoise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/** A grey frame with the photograph `rightPx` px to the right of its centre. */
async function compose(photograph: Photograph, rightPx: number): Promise<Buffer> {
  const width = Math.round((photograph.width * SHOWN_HEIGHT) / photograph.height);
  const input = await sharp(await photograph.load())
    .flatten({ background: '#686b70' })
    .resize(width, SHOWN_HEIGHT, { fit: 'fill' })
    .toBuffer();
  const left = Math.round((FRAME.width - width) / 2 + rightPx);
  return sharp({ create: { ...FRAME, channels: 4, background: '#686b70' } })
    .composite([{ input, left, top: 60 }])
    .raw()
    .toBuffer();
}

function asCameraSees(picture: Buffer, ms: number, noise: () => number): PixelFrame {
  const flicker = 1 + FLICKER * noise();
  const gain = flicker * (1 + DRIFT * Math.sin((2 * Math.PI * ms) / DRIFT_PERIOD_MS));
  const data = new Uint8ClampedArray(picture.length);
  // The array rounds and clamps values to 0 to 255. Nothing reads the alpha channel.
  for (let i = 0; i < picture.length; i++)
    data[i] = (picture[i] as number) * gain + NOISE * noise();
  return { ...FRAME, data };
}

interface Watched {
  readonly still: boolean;
  /** Largest change of the steadied box from its anchor, as a share of the face. */
  readonly furthest: number;
}

/** @param swayRatio sway of the face to each side, as a share of its width */
async function watch(photograph: Photograph, swayRatio: number): Promise<Watched> {
  const session = new LiveSession(openNetworks(models, { wholeSize: 'small' }));
  const facePx = (photograph.box.width * SHOWN_HEIGHT) / photograph.height;
  const noise = createNoise(1);
  const standing = await compose(photograph, 0);
  let places: FacePlace[] = [];
  let furthest = 0;
  for (let i = 0; i < FRAMES; i++) {
    const ms = i * STEP_MS;
    const sway = swayRatio * facePx * Math.sin((2 * Math.PI * ms) / SWAY_PERIOD_MS);
    const picture = swayRatio === 0 ? standing : await compose(photograph, sway);
    const { people } = await session.look(asCameraSees(picture, ms, noise), 1 + ms, {});
    const faces = people.map(({ id, box }) => ({ personId: id, place: areaOf(box, FRAME) }));
    places = updatePlaces(places, faces, ms, STILL_MS);
    for (const { anchor, steadied } of places) {
      const shiftX = steadied.x + steadied.width / 2 - (anchor.x + anchor.width / 2);
      const shiftY = steadied.y + steadied.height / 2 - (anchor.y + anchor.height / 2);
      const grown = steadied.width / anchor.width - 1;
      const shifts = [shiftX / anchor.width, shiftY / anchor.height, grown].map(Math.abs);
      furthest = Math.max(furthest, ...shifts);
    }
  }
  return { still: stillPersons(places).size > 0, furthest };
}

describe('a face that the networks find', () => {
  it(
    'in a picture has not moved, despite noise, flicker and drift',
    async () => {
      const moved: string[] = [];
      const all: number[] = [];
      for (const photograph of photographs) {
        const { still, furthest } = await watch(photograph, 0);
        all.push(furthest);
        if (!still) moved.push(photograph.name);
      }
      const worst = Math.max(...all).toFixed(3);
      console.log(`${all.length} pictures: the steadied box stays within ${worst} of the face`);
      expect(moved).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'has moved if it sways by 8% of its width to each side',
    async () => {
      const still: string[] = [];
      for (const photograph of photographs) {
        if ((await watch(photograph, 0.08)).still) still.push(photograph.name);
      }
      expect(still).toEqual([]);
    },
    LIMIT_MS,
  );
});
