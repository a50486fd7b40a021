import { readFile } from 'node:fs/promises';

/** Marks of the byte order, and the encoding that each stands for. */
const MARKS = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;
/** Of Windows in the West; it has a sign for every byte. */
const LAST_RESORT = 'windows-1252';
/** Of `<?xml ... encoding="..."?>`; only letters of ASCII stand before it. */
const XML_ENCODING = /^\s*<\?xml[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]+)["']/;
const XML_START_BYTES = 200;

/** A text file of an annotation tool. Some write UTF-16 or the encoding of their Windows. */
export async function readText(file: string): Promise<string> {
  return decodeText(await readFile(file));
}

/**
 * A text by the mark at its start, else as its XML declaration says, else as UTF-8; what is none of these is
 * taken for the Western encoding of Windows. The mark itself is not in the text.
 */
export function decodeText(bytes: Uint8Array): string {
  const mark = MARKS.find((one) => one.bytes.every((byte, i) => bytes[i] === byte));
  if (mark) return new TextDecoder(mark.encoding).decode(bytes);
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, XML_START_BYTES));
  const declared = XML_ENCODING.exec(start)?.[1];
  for (const encoding of [declared, 'utf-8']) {
    const text = encoding && decodeAs(bytes, encoding);
    if (text) return text;
  }
  return new TextDecoder(LAST_RESORT).decode(bytes);
}

/** Null where the bytes are not of that encoding, or nobody knows it. */
function decodeAs(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
