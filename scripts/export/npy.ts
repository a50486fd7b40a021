import type { Batch } from './format.ts';
import { bytesOf } from './schema.ts';

/** Of NumPy's format: header and values begin at multiples of it, bytes. */
const ALIGNMENT = 64;
/** Magic word, version and length of the header, bytes. */
const PREFIX = 10;

/** A file that NumPy's `load` reads (version 1.0): float32, little-endian, row by row. */
export function npyFile({ shape, values }: Batch): Uint8Array {
  const size = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${size}), }`;
  const filled = Math.ceil((PREFIX + header.length + 1) / ALIGNMENT) * ALIGNMENT - PREFIX;
  const prefix = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, filled & 0xff, filled >> 8]);
  return Buffer.concat([prefix, Buffer.from(`${header.padEnd(filled - 1)}\n`), bytesOf(values)]);
}
