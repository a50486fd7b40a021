/**
 * A row of black and white cells in the top left corner of a frame that says which photograph is
 * shown. A test reads it from the page's own video, so no clock has to agree with the camera's.
 */

const BITS = 8;
export const MARKER_CELL_PX = 16;
/** White, black, then the bits of the number, lowest first. */
const CELLS = BITS + 2;
export const MARKER_WIDTH_PX = CELLS * MARKER_CELL_PX;

/** @param index 0 to 255 */
export function markerSvg(index: number): string {
  const cells = [1, 0, ...Array.from({ length: BITS }, (_, bit) => (index >> bit) & 1)];
  const rects = cells.map(
    (white, i) =>
      `<rect x="${i * MARKER_CELL_PX}" width="${MARKER_CELL_PX}" height="${MARKER_CELL_PX}" fill="${white ? '#fff' : '#000'}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${MARKER_WIDTH_PX}" height="${MARKER_CELL_PX}">${rects.join('')}</svg>`;
}

/**
 * Runs in the page: reads the number on a frame. Null if the frame has no marker (not playing yet,
 * black). The function travels as text, so it may use only its arguments and must not define a
 * named function. It copies only the marker's pixels from the camera's frame: to draw the video
 * onto a canvas takes half a second without a GPU.
 *
 * @param shown a video, whose current frame is read, or a frame, which is closed
 * @param frameWidth width of the frames as made, px
 */
export async function readMarkerInPage(
  shown: HTMLVideoElement | VideoFrame,
  [frameWidth, cell, width]: readonly [number, number, number],
): Promise<number | null> {
  const isVideo = 'readyState' in shown;
  if (isVideo && shown.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
  let frame: VideoFrame;
  try {
    frame = isVideo ? new VideoFrame(shown) : shown;
  } catch (error) {
    // The video of a starting camera reports a frame for a moment before it has one.
    if (error instanceof DOMException && error.name === 'InvalidStateError') return null;
    throw error;
  }
  try {
    const scale = frame.codedWidth / frameWidth;
    // Chrominance has half the resolution, so all numbers must be even.
    const rect = {
      x: 0,
      y: 0,
      width: 2 * Math.round((width * scale) / 2),
      height: 2 * Math.round((cell * scale) / 2),
    };
    const pixels = new Uint8Array(frame.allocationSize({ rect }));
    // The first plane is luminance, or a pixel's first byte is a colour: both distinguish white.
    const [plane] = await frame.copyTo(pixels, { rect });
    if (!plane) return null;
    const bytesAPixel = frame.format?.startsWith('I420') || frame.format === 'NV12' ? 1 : 4;
    const row = plane.offset + plane.stride * (rect.height / 2);
    const bright = Array.from({ length: width / cell }, (_, i) => {
      const x = Math.round((i + 0.5) * cell * scale);
      return (pixels[row + x * bytesAPixel] ?? 0) > 127;
    });
    if (!bright[0] || bright[1]) return null;
    return bright.slice(2).reduce((sum, white, bit) => sum + (white ? 1 << bit : 0), 0);
  } finally {
    frame.close();
  }
}
