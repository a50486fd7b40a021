import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPicture } from '../../scripts/data/read-picture.ts';
import { launchChromium } from '../harness/chromium.ts';
import { openLibraryPage } from '../harness/library-page.ts';

const SOURCE = `
  import { decodeFile } from './lib/stills/decode-file.ts';
  import { assertPixelsAreTrue } from './lib/stills/true-pixels.ts';
  Object.assign(globalThis, { decodeFile, assertPixelsAreTrue });
`;
const SIZE = { width: 60, height: 44 };
/** Limit of the mean difference from two decoders' rounding, levels of 256. */
const ROUNDING = 1;

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
  page = await openLibraryPage(await browser.newContext(), SOURCE);
});
afterAll(() => browser.close());

/** Decodes a file in the page. @returns its pixels, or the code of the error */
async function decodedInPage(bytes: Buffer): Promise<number[] | string> {
  return page.evaluate(async (base64) => {
    const file = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const { decodeFile } =
      globalThis as unknown as typeof import('../../lib/stills/decode-file.ts');
    try {
      return [...(await decodeFile(new Blob([file]))).frame.data];
    } catch (error) {
      return (error as { code: string }).code;
    }
  }, bytes.toString('base64'));
}

const picture = () => {
  const data = Uint8Array.from({ length: SIZE.width * SIZE.height * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % SIZE.width, Math.floor(i / 3 / SIZE.width)];
    return [4 * x, 5 * y, 255 - x - y][i % 3] as number;
  });
  return sharp(data, { raw: { ...SIZE, channels: 3 } });
};

describe('page and commands read the same pixels', () => {
  it.each([
    ['TIFF', () => picture().tiff({ compression: 'lzw' }).toBuffer()],
    ['TIFF with alpha', () => picture().ensureAlpha(0.5).tiff({ compression: 'none' }).toBuffer()],
    ['TIFF that is turned', () => picture().withMetadata({ orientation: 6 }).tiff().toBuffer()],
    ['PNG', () => picture().png().toBuffer()],
  ])('of a %s', async (_, encode) => {
    const bytes = await encode();
    const { frame } = await readPicture(bytes, 2048);
    const found = await decodedInPage(bytes);
    if (typeof found === 'string') throw new Error(found);
    expect(found).toHaveLength(frame.data.length);
    const sum = found.reduce((total, v, i) => total + Math.abs(v - (frame.data[i] as number)), 0);
    expect(sum / found.length).toBeLessThan(ROUNDING);
  });

  it.each([
    ['JPEG 2000', Buffer.from('0000000c6a5020200d0a870a', 'hex')],
    ['JPEG XL', Buffer.from('ff0a0000', 'hex')],
  ])('and neither reads %s', async (_, bytes) => {
    expect(await decodedInPage(bytes)).toBe('image-format-unsupported');
    await expect(readPicture(bytes, 2048)).rejects.toMatchObject({
      code: 'image-format-unsupported',
    });
  });
});

describe('a browser that alters what is read from a canvas', () => {
  /** Simulates a browser's protection: `change` is an expression for each value that is read. */
  const altered = (change: string) =>
    page.evaluate((body) => {
      const prototype = CanvasRenderingContext2D.prototype;
      const { getImageData } = prototype;
      prototype.getImageData = function (...args: Parameters<typeof getImageData>) {
        const image = getImageData.apply(this, args);
        const changed = new Function('value', 'i', `return ${body}`);
        image.data.forEach((value, i) => {
          image.data[i] = changed(value, i);
        });
        return image;
      };
      const { assertPixelsAreTrue } =
        globalThis as unknown as typeof import('../../lib/stills/true-pixels.ts');
      try {
        assertPixelsAreTrue();
        return 'true';
      } catch (error) {
        return (error as { code: string }).code;
      } finally {
        prototype.getImageData = getImageData;
      }
    }, change);

  it('is found out where it gives noise or white, as Firefox does', async () => {
    expect(await altered('Math.random() * 256')).toBe('pixels-withheld');
    expect(await altered('255')).toBe('pixels-withheld');
  });

  it('may change the lowest bits, as Brave does', async () => {
    expect(await altered('value ^ (i % 5 === 0 ? 1 : 0)')).toBe('true');
    expect(await altered('value')).toBe('true');
  });
});
