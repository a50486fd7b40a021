import sharp from 'sharp';
import { CAMERA_FRAME } from './fake-camera.ts';
import type { Photograph } from './photographs.ts';

/** A photograph at full height on a camera-sized picture, `rightPx` to the right of its centre. */
export function movedPhotograph(photograph: Photograph, rightPx: number): Photograph {
  const { width, height } = CAMERA_FRAME;
  const scale = height / photograph.height;
  const shown = Math.round(photograph.width * scale);
  const left = Math.round((width - shown) / 2) + rightPx;
  if (left < 0 || left + shown > width) throw new Error('The photograph would leave the picture.');
  const { box } = photograph;
  return {
    ...photograph,
    width,
    height,
    box: {
      x: left + box.x * scale,
      y: box.y * scale,
      width: box.width * scale,
      height: box.height * scale,
    },
    load: async () => {
      const input = await sharp(await photograph.load())
        .resize(shown, height, { fit: 'fill' })
        .png()
        .toBuffer();
      return sharp({ create: { width, height, channels: 3, background: '#686b70' } })
        .composite([{ input, left, top: 0 }])
        .jpeg({ quality: 90 })
        .toBuffer();
    },
  };
}
