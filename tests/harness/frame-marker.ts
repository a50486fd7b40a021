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
 * Runs in the page: the number on a frame, or null where it shows none of ours (not playing yet,
 * black). It may only use what it is given, and name no function of its own, for it travels as
 * text. It copies the marker's own pixels from the camera's frame: to draw the video onto a canvas
 * costs half a second without a GPU.
 *
 * @param shown a video, whose present frame is read, or a frame, which is closed
 * @param frameWidth width that the frames were made for, px
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
    // A starting camera's video says for a moment that it has a frame when it has none yet.
    if (error instanceof DOMException && error.name === 'InvalidStateError') return null;
    throw error;
  }
  try {
    const scale = frame.codedWidth / frameWidth;
    // Chrominance has half the pixels, so that only even numbers will do.
    const rect = {
      x: 0,
      y: 0,
      width: 2 * Math.round((width * scale) / 2),
      height: 2 * Math.round((cell * scale) / 2),
    };
    const pixels = new Uint8Array(frame.allocationSize({ rect }));
    // The first plane is luminance, or the first byte of a pixel a colour: either tells white.
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
