import type { Frame } from './detector-types.ts';

/**
 * Reads the pixels of pictures through one canvas of its own that lives in main memory. Where the
 * networks run on the processor this is several times faster than the canvas that TensorFlow.js
 * would use, which may live on the graphics card and must be fetched back from it.
 */
export function createPixelReader(): (frame: ImageBitmap) => Frame {
  let context: OffscreenCanvasRenderingContext2D | null = null;

  return (frame) => {
    if (typeof OffscreenCanvas === 'undefined') return frame;
    const { width, height } = frame;
    if (context?.canvas.width !== width || context.canvas.height !== height) {
      const canvas = new OffscreenCanvas(width, height);
      context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
    }
    if (!context) return frame;
    context.drawImage(frame, 0, 0);
    return context.getImageData(0, 0, width, height);
  };
}
