import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

/** Made once, when the site is built. */
export const dynamic = 'force-static';
export const dynamicParams = false;

const ICON_GREEN = '#0f766e';

interface Icon {
  readonly edgePx: number;
  readonly drawingPx: number;
  readonly background: string;
}

/** Edge of each icon and of the drawing on it, px. A maskable icon may be cut to a circle of 80%. */
const ICONS: Readonly<Record<string, Icon>> = {
  'any-192.png': { edgePx: 192, drawingPx: 192, background: 'transparent' },
  'any-512.png': { edgePx: 512, drawingPx: 512, background: 'transparent' },
  'maskable-512.png': { edgePx: 512, drawingPx: 400, background: ICON_GREEN },
  'apple-180.png': { edgePx: 180, drawingPx: 180, background: ICON_GREEN },
};

export function generateStaticParams(): { name: string }[] {
  return Object.keys(ICONS).map((name) => ({ name }));
}

/** app/icon.svg as a PNG: home screens take no vectors. */
export async function GET(_request: Request, { params }: { params: Promise<{ name: string }> }) {
  const icon = ICONS[(await params).name];
  if (!icon) return new Response(null, { status: 404 });
  const { edgePx, drawingPx, background } = icon;
  const vector = await readFile(path.join(process.cwd(), 'app/icon.svg'));
  const drawing = await sharp(vector, { density: 72 * (drawingPx / 16) })
    .resize(drawingPx, drawingPx)
    .png()
    .toBuffer();
  const png = await sharp({
    create: { width: edgePx, height: edgePx, channels: 4, background },
  })
    .composite([{ input: drawing, gravity: 'centre' }])
    .png()
    .toBuffer();
  return new Response(new Uint8Array(png), { headers: { 'Content-Type': 'image/png' } });
}
