import { type OverlayView, type PaintedFace, paintOverlay } from '../stage/overlay-painter';

/** The visible picture with its boxes, as a PNG in the resolution of the video. */
export async function takeSnapshot(
  video: HTMLVideoElement,
  faces: readonly PaintedFace[],
  { frame, mirrored }: Pick<OverlayView, 'frame' | 'mirrored'>,
): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const painter = canvas.getContext('2d');
  if (!painter) throw new Error('The browser gave no canvas to draw on');
  painter.save();
  if (mirrored) {
    painter.translate(canvas.width, 0);
    painter.scale(-1, 1);
  }
  painter.drawImage(video, 0, 0);
  painter.restore();
  paintOverlay(painter, faces, { frame, canvas, pixelRatio: 1, mirrored });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('The browser made no PNG of the picture'));
    }, 'image/png');
  });
}

/** `maskgate-2024-05-31-17-04-09.png`, in local time. */
export function snapshotName(at: Date): string {
  return `maskgate-${timestamp(at)}.png`;
}

/** `2024-05-31-17-04-09`, for names of files. */
export function timestamp(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const parts = [
    at.getFullYear(),
    ...[at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes(), at.getSeconds()].map(two),
  ];
  return parts.join('-');
}

/** Saves a file to the user's downloads. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read the address after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
