import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { ended, inspectImage } from '@/lib/stills/inspect-image';
import { heicHead, madeStills } from '../../support/made-stills';

const SIZE = { width: 70, height: 41 };
const picture = () => sharp({ create: { ...SIZE, channels: 3, background: '#7799aa' } });

describe('inspectImage', () => {
  it.each([
    ['png', () => picture().png().toBuffer()],
    ['webp', () => picture().webp().toBuffer()],
    ['webp', () => picture().webp({ lossless: true }).toBuffer()],
    ['webp', () => picture().ensureAlpha(0.5).webp().toBuffer()],
    ['gif', () => picture().gif().toBuffer()],
    ['avif', () => picture().avif().toBuffer()],
  ] as const)('reads format and size of %s', async (format, encode) => {
    const bytes = await encode();
    expect(inspectImage(bytes)).toEqual({ format, size: SIZE, complete: true });
    // The same bytes, not at the start of their buffer.
    const moved = Buffer.concat([Buffer.alloc(3), bytes]).subarray(3);
    expect(inspectImage(moved).size).toEqual(SIZE);
    expect(() => inspectImage(bytes.subarray(0, bytes.length - 30))).toThrow(
      expect.objectContaining({ code: 'image-truncated' }),
    );
  });

  it.each([
    ['baseline', () => picture().jpeg().toBuffer()],
    ['progressive', () => picture().jpeg({ progressive: true }).withMetadata().toBuffer()],
  ] as const)('leaves a %s JPEG without its end marker to the decoder', async (unended, encode) => {
    const bytes = await encode();
    const header = { format: 'jpeg', size: SIZE } as const;
    expect(inspectImage(bytes)).toEqual({ ...header, complete: true });
    const open = { ...header, complete: false, unended };
    expect(inspectImage(bytes.subarray(0, bytes.length - 2))).toEqual(open);
    expect(ended(bytes.subarray(0, bytes.length - 2), open)).toEqual(new Uint8Array(bytes));
    // If the file ends before the image data, no decoder is needed.
    const scan = bytes.indexOf(Buffer.from([0xff, 0xda]));
    expect(() => inspectImage(bytes.subarray(0, scan + 2))).toThrow(
      expect.objectContaining({ code: 'image-truncated' }),
    );
  });

  it('reads the size of the whole HEIC picture, not of a tile', () => {
    expect(inspectImage(heicHead({ width: 4032, height: 3024 }))).toEqual({
      format: 'heic',
      size: { width: 4032, height: 3024 },
      complete: true,
    });
  });

  it('recognises TIFF without its size, which may be anywhere in the file', async () => {
    const bytes = await picture().tiff().toBuffer();
    expect(inspectImage(bytes)).toEqual({ format: 'tiff', size: null, complete: true });
  });

  it('does not take the end of a thumbnail for the end of its JPEG', async () => {
    const thumbnail = await picture().jpeg().toBuffer();
    const application = Buffer.from([0xff, 0xe1, 0, 0]);
    application.writeUInt16BE(thumbnail.length + 2, 2);
    const whole = await picture().resize(200, 100).jpeg().toBuffer();
    const bytes = Buffer.concat([whole.subarray(0, 2), application, thumbnail, whole.subarray(2)]);
    expect(inspectImage(bytes).size).toEqual({ width: 200, height: 100 });
    expect(inspectImage(bytes.subarray(0, bytes.length - 10)).complete).toBe(false);
  });

  it('reports what is wrong with every made file', async () => {
    for (const { name, bytes, error } of await madeStills(2)) {
      let code: string | null = null;
      try {
        inspectImage(bytes);
      } catch (thrown) {
        code = (thrown as { code: string }).code;
      }
      // Damage inside a picture and unsupported features show only when it is decoded.
      const later = error === 'image-unreadable' || error === 'image-format-unsupported';
      // Once the data of a JPEG have begun, only its decoder can tell how much is missing.
      const maybeLater = error === 'image-truncated' && name.endsWith('.jpg');
      if (maybeLater) expect([null, error], name).toContain(code);
      else expect(code, name).toBe(later ? null : error);
    }
  });
});
