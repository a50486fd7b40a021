import { describe, expect, it } from 'vitest';
import { parseAnnotation } from '@/scripts/data/readers/pascal-voc';
import { decodeText } from '@/scripts/data/readers/read-text';

const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>`;
const xml = (name: string) => `<annotation><filename>${name}</filename></annotation>`;

describe('the text of an annotation', () => {
  it.each([
    ['UTF-8', Buffer.from(xml('é.jpg'))],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${xml('é.jpg')}`)],
    [
      'UTF-16 with a byte order mark',
      Buffer.from(`\uFEFF${declared('utf-16')}${xml('é.jpg')}`, 'utf16le'),
    ],
    ['the declared encoding', Buffer.from(`${declared('windows-1252')}${xml('é.jpg')}`, 'latin1')],
    [
      'Windows-1252, declared as UTF-8',
      Buffer.from(`${declared('utf-8')}${xml('é.jpg')}`, 'latin1'),
    ],
    ['Windows-1252, undeclared', Buffer.from(xml('é.jpg'), 'latin1')],
  ])('is read as %s', (_, bytes) => {
    expect(parseAnnotation(decodeText(bytes)).filename).toBe('é.jpg');
  });

  it('is read as EUC-KR', () => {
    // '마스크' in EUC-KR.
    const name = Buffer.from([0xb8, 0xb6, 0xbd, 0xba, 0xc5, 0xa9]);
    const bytes = Buffer.concat([
      Buffer.from(declared('euc-kr')),
      Buffer.from('<annotation><filename>'),
      name,
      Buffer.from('</filename></annotation>'),
    ]);
    expect(parseAnnotation(decodeText(bytes)).filename).toBe('마스크');
  });
});
