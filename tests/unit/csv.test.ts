import { describe, expect, it } from 'vitest';
import { readCsv, usualSeparator, writeCsv } from '@/lib/csv';

const BYTE_ORDER_MARK = '\uFEFF';

describe('writeCsv', () => {
  it('ends each line with CR LF and quotes what must be quoted', () => {
    expect(
      writeCsv([
        ['file', 'n'],
        ['a, "b".jpg', 1.5],
        ['two\nlines', undefined],
        ['마스크', 0],
      ]),
    ).toBe(`${BYTE_ORDER_MARK}file,n\r\n"a, ""b"".jpg",1.5\r\n"two\nlines",\r\n마스크,0\r\n`);
  });

  it.each(['=1+1', '+1', '@SUM(A1)', '-2+3+cmd|', '-x', '-5\n=1', '\t=1', '\r=1', '\n=1', '＝1+1'])(
    'turns the formula %j into text',
    (formula) => {
      const [row] = readCsv(writeCsv([['cell'], [formula]]));
      expect(row?.cell).toBe(`'${formula}`);
    },
  );

  it.each(['-12', '-1.5', '-1,5', '-3e-7', 'a=1', '1-2'])('leaves %j as it is', (text) => {
    expect(
      readCsv(
        writeCsv([
          ['a', 'b'],
          [text, ''],
        ]),
      )[0]?.a,
    ).toBe(text);
  });

  it('writes decimal commas between semicolons, and no number becomes a formula', () => {
    expect(
      writeCsv(
        [
          ['name', 'share'],
          ['1.5', 1.5],
          ['x;y', -0.25],
          ['z', -1e-7],
        ],
        ';',
      ),
    ).toBe(`${BYTE_ORDER_MARK}name;share\r\n1.5;1,5\r\n"x;y";-0,25\r\nz;-1e-7\r\n`);
  });

  it('quotes a tab only between tabs', () => {
    expect(writeCsv([['a\tb', 'c,d']], '\t')).toBe(`${BYTE_ORDER_MARK}"a\tb"\tc,d\r\n`);
  });
});

describe('readCsv', () => {
  it.each([',', ';', '\t'] as const)('reads back what was written with %j', (separator) => {
    const rows = [
      ['file', 'label'],
      [`a${separator} "b"\r\n.jpg`, 'with_mask'],
      ['', 'none'],
    ];
    expect(readCsv(writeCsv(rows, separator))).toEqual([
      { file: rows[1]?.[0], label: 'with_mask' },
      { file: '', label: 'none' },
    ]);
  });

  it('takes a header with spaces, empty lines and short rows', () => {
    expect(readCsv(' file , label\n\na.jpg\n \nb.jpg,face\n')).toEqual([
      { file: 'a.jpg' },
      { file: 'b.jpg', label: 'face' },
    ]);
  });

  it('names the row of a cell that does not end', () => {
    expect(() => readCsv('file,label\na.jpg,x\n"b.jpg,y\n')).toThrow('row 3');
  });
});

describe('usualSeparator', () => {
  // WebKit reports `C` on a Linux system without a language.
  it.each([
    ['en-US', ','],
    ['ko', ','],
    ['de-DE', ';'],
    ['fr', ';'],
    ['C', ','],
    ['', ','],
  ])('of %j is %j', (language, separator) => {
    expect(usualSeparator(language)).toBe(separator);
  });
});
