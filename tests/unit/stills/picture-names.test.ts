import { describe, expect, it } from 'vitest';
import { flatName, looksLikePicture, safePath, uniqueNames } from '@/lib/stills/picture-names';

const bytes = (text: string) => new TextEncoder().encode(text).length;

describe('looksLikePicture', () => {
  it.each(['a.jpg', 'A.JPE', 'b/c.jfif', 'x.dib', 'x.jp2', 'x.jxl', 'x.heic', '.jpg'])(
    'takes %s',
    (name) => expect(looksLikePicture(name)).toBe(true),
  );
  it.each(['a.txt', 'jpg', '._a.jpg', 'b/._c.png', '__MACOSX/a.jpg', 'Thumbs.db'])(
    'rejects %s',
    (name) => expect(looksLikePicture(name)).toBe(false),
  );
});

describe('safePath', () => {
  it.each([
    ['street/a.jpg', 'street/a.jpg'],
    ['/a//b\\c.jpg', 'a/b/c.jpg'],
    ['../../etc/passwd.png', '_/_/etc/passwd.png'],
    ['a\nb\u0000.jpg', 'a_b_.jpg'],
    ['what? "x" <y>|*:.jpg', 'what_ _x_ _y____.jpg'],
    ['\ud83d.jpg', '_.jpg'],
    ['마스크 😷.jpg', '마스크 😷.jpg'],
    ['', '_'],
  ])('turns %j into %j', (name, safe) => {
    expect(safePath(name)).toBe(safe);
  });

  it('shortens parts to fit every file system, and does not split a character', () => {
    const long = `${'마'.repeat(80)}/${'x'.repeat(251)}.jpg`;
    const parts = safePath(long).split('/');
    expect(parts.map(bytes)).toEqual([198, 200]);
    expect(parts[0]).toBe('마'.repeat(66));
    expect(parts[1]).toMatch(/^x+\.jpg$/);
  });
});

describe('flatName', () => {
  it('has no folders and fits every file system', () => {
    expect(flatName('a/b\\c.jpg')).toBe('a_b_c.jpg');
    expect(bytes(flatName(`${'a'.repeat(250)}/${'b'.repeat(250)}.jpeg`))).toBeLessThanOrEqual(200);
  });
});

describe('uniqueNames', () => {
  it('numbers repeated names, ignoring case', () => {
    const unique = uniqueNames();
    const names = ['a/b.jpg', 'c.png', 'A/B.JPG', 'a/b.jpg', 'a/b-2.jpg', 'dir.d/e', 'dir.d/e'];
    expect(names.map(unique)).toEqual([
      'a/b.jpg',
      'c.png',
      'A/B-2.JPG',
      'a/b-3.jpg',
      'a/b-2-2.jpg',
      'dir.d/e',
      'dir.d/e-2',
    ]);
  });
});
