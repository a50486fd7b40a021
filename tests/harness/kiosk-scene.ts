import sharp, { type OverlayOptions } from 'sharp';
import type { Shot } from './fake-camera.ts';
import {
  barePhotographs,
  incorrectPhotographs,
  maskedPhotographs,
  type Photograph,
} from './photographs.ts';

/** The room behind people. */
const ROOM = { r: 104, g: 107, b: 112 };
/** Edge of the square around a person, px. */
const PLACE_PX = 512;
const FACE_PX = 104;

/** People side by side, each in a place of their own; null is an empty place. */
export function sideBySide(people: readonly (Photograph | null)[]): Photograph {
  const first = people.find((one) => one !== null);
  if (!first) throw new Error('A scene needs at least one person.');
  return {
    ...first,
    name: people.map((one) => one?.name ?? 'nobody').join(' | '),
    width: people.length * PLACE_PX,
    height: PLACE_PX,
    async load() {
      const places = await Promise.all(
        people.map(async (one, i) => (one ? [await place(one, i * PLACE_PX)] : [])),
      );
      return onRoom(people.length * PLACE_PX, PLACE_PX, places.flat());
    },
  };
}

/** A hand that passes in front of a face, from left to right. */
export function handPassing(one: Photograph, seconds: number): Shot[] {
  const steps = 6;
  return Array.from({ length: steps }, (_, i) => ({
    photograph: {
      ...one,
      name: `${one.name}, hand ${i}`,
      load: async () => {
        const x = one.box.x + one.box.width * (-0.4 + (1.8 * i) / (steps - 1));
        const y = one.box.y + one.box.height * 0.75;
        return sharp(await one.load())
          .composite([{ input: Buffer.from(hand(one, x, y)), left: 0, top: 0 }])
          .png()
          .toBuffer();
      },
    },
    seconds: seconds / steps,
  }));
}

/** The first fixture face, bare, masked, and with the nose out; another one masked. */
export function kioskCast(): Readonly<Record<'bare' | 'masked' | 'noseOut' | 'other', Photograph>> {
  const [bare] = barePhotographs();
  const [masked] = maskedPhotographs();
  const other = maskedPhotographs().find(({ name }) => !name.startsWith('astronaut'));
  const [noseOut] = incorrectPhotographs();
  if (!bare || !masked || !other || !noseOut) throw new Error('A fixture face is missing.');
  return { bare, masked, noseOut, other };
}

/** A person in a square, scaled to the size of the first fixture face. */
async function square(one: Photograph): Promise<Buffer> {
  const scale = FACE_PX / one.box.height;
  const [width, height] = [Math.round(one.width * scale), Math.round(one.height * scale)];
  const picture = await sharp(await one.load())
    .resize(width, height)
    .png()
    .toBuffer();
  const left = Math.round(PLACE_PX / 2 - (one.box.x + one.box.width / 2) * scale);
  const top = Math.round(PLACE_PX / 3 - (one.box.y + one.box.height / 2) * scale);
  // Cuts off what lies outside the square.
  const cut = {
    left: Math.max(0, -left),
    top: Math.max(0, -top),
    width: Math.min(width, PLACE_PX - left) - Math.max(0, -left),
    height: Math.min(height, PLACE_PX - top) - Math.max(0, -top),
  };
  const input = await sharp(picture).extract(cut).png().toBuffer();
  return onRoom(PLACE_PX, PLACE_PX, [{ input, left: Math.max(0, left), top: Math.max(0, top) }]);
}

async function place(one: Photograph, left: number) {
  return { input: await square(one), left, top: 0 };
}

function onRoom(width: number, height: number, layers: OverlayOptions[]): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: ROOM } })
    .composite(layers)
    .png()
    .toBuffer();
}

function hand({ width, height, box }: Photograph, x: number, y: number): string {
  const [rx, ry] = [box.width * 0.3, box.height * 0.42];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g fill="#c68a6c"><ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}"/><rect x="${x - rx * 0.6}" y="${y}" width="${rx * 1.2}" height="${height}"/></g></svg>`;
}
