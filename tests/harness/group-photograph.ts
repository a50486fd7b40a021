import sharp from 'sharp';
import type { Box } from '../../lib/geometry.ts';
import { CAMERA_FRAME } from './fake-camera.ts';
import type { Photograph } from './photographs.ts';

export interface GroupPhotograph extends Photograph {
  /** Where each face lies, in the order given. */
  readonly boxes: readonly Box[];
}

/** Several photographs side by side on one picture of the camera's size. */
export function groupPhotograph(photographs: readonly Photograph[]): GroupPhotograph {
  const [first] = photographs;
  if (!first) throw new Error('A group has at least one photograph.');
  const { width, height } = CAMERA_FRAME;
  const columns = Math.ceil(Math.sqrt((photographs.length * width) / height / 1.2));
  const rows = Math.ceil(photographs.length / columns);
  const cell = { width: Math.floor(width / columns), height: Math.floor(height / rows) };
  const places = photographs.map((photograph, i) => {
    const scale = Math.min(cell.width / photograph.width, cell.height / photograph.height);
    return { left: (i % columns) * cell.width, top: Math.floor(i / columns) * cell.height, scale };
  });
  const boxes = photographs.map(({ box }, i): Box => {
    const { left, top, scale } = places[i] as (typeof places)[number];
    return {
      x: left + box.x * scale,
      y: top + box.y * scale,
      width: box.width * scale,
      height: box.height * scale,
    };
  });
  return {
    name: photographs.map(({ name }) => name).join(' + '),
    label: first.label,
    box: boxes[0] as Box,
    boxes,
    width,
    height,
    load: async () => {
      const layers = photographs.map(async (photograph, i) => {
        const { left, top, scale } = places[i] as (typeof places)[number];
        const [w, h] = [photograph.width * scale, photograph.height * scale].map(Math.floor);
        const input = await sharp(await photograph.load())
          .resize(w, h, { fit: 'fill' })
          .png()
          .toBuffer();
        return { input, left, top };
      });
      return sharp({ create: { width, height, channels: 3, background: '#686b70' } })
        .composite(await Promise.all(layers))
        .png()
        .toBuffer();
    },
  };
}
