import type { Frame } from '../detector-types.ts';
import { createVideoReader } from './video-planes.ts';

/**
 * Copies pictures into main memory, for networks on the processor. Camera frames keep their form
 * where possible. Other pictures are drawn on a canvas in main memory: the canvas of TensorFlow.js
 * may be on the graphics card, and reading it back would be slow.
 */
export function createPixelReader(): (frame: ImageBitmap | VideoFrame) => Promise<Frame> {
  const readVideo = createVideoReader();
  const draw = createCanvasReader();

  return async (frame) => {
    const isVideo = 'codedWidth' in frame;
    return (isVideo ? await readVideo(frame) : null) ?? draw(frame);
  };
}

function createCanvasReader(): (frame: ImageBitmap | VideoFrame) => ImageData {
  let context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null = null;

  return (frame) => {
    const [width, height] =
      'codedWidth' in frame
        ? [frame.displayWidth, frame.displayHeight]
        : [frame.width, frame.height];
    if (context?.canvas.width !== width || context.canvas.height !== height) {
      context = createCanvas(width, height).getContext('2d', {
        willReadFrequently: true,
        alpha: false,
      }) as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null;
    }
    if (!context) throw new Error('The browser gave no canvas to read pixels from');
    context.drawImage(frame, 0, 0, width, height);
    return context.getImageData(0, 0, width, height);
  };
}

function createCanvas(width: number, height: number): OffscreenCanvas | HTMLCanvasElement {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement('canvas'), { width, height });
}
