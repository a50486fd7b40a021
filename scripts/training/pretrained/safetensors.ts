import { type FileHandle, open } from 'node:fs/promises';
import { getFloat16 } from '@petamoriken/float16';
import { z } from 'zod';
import { readBytes } from '../../support/read-bytes.ts';

/** Named tensors that can be read one by one. */
export interface TensorReader {
  readonly names: readonly string[];
  has(name: string): boolean;
  /**
   * The values of a tensor in row-major order.
   * @param shapes those that will do
   * @throws Error where there is no such tensor, or it has another shape or type
   */
  read(name: string, ...shapes: readonly (readonly number[])[]): Promise<Float32Array>;
}

export interface SafetensorsFile extends TensorReader {
  close(): Promise<void>;
}

/** Bytes a value of the types that weights come in. */
const BYTES = { F32: 4, F16: 2, BF16: 2 } as const;
type FloatType = keyof typeof BYTES;

/** Far more than any header needs; the format's own reference reader has the same limit. */
const LONGEST_HEADER = 100_000_000;

const tensorEntry = z.object({
  dtype: z.string(),
  shape: z.array(z.int().min(0)),
  data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
});
type TensorEntry = z.infer<typeof tensorEntry>;

/**
 * Opens a safetensors file (huggingface/safetensors, format of 2022): eight bytes with the length of a
 * JSON header, the header, then the values, little-endian. Tensors are read when they are asked for, as
 * float32; 16-bit ones are widened.
 * @throws Error for a file that is none, or whose header does not fit its length
 */
export async function openSafetensors(path: string): Promise<SafetensorsFile> {
  const file = await open(path, 'r').catch((cause) => {
    throw new Error(`The weights file ${path} cannot be read: ${cause.message}`, { cause });
  });
  try {
    const { entries, start } = await readHeader(file, path);
    return {
      names: [...entries.keys()],
      has: (name) => entries.has(name),
      read: async (name, ...shapes) =>
        readTensor(file, start, checked(path, entries, name, shapes)),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readHeader(file: FileHandle, path: string) {
  const wrong = (why: string) =>
    new Error(`${path} is not a safetensors file: ${why}. Was it downloaded whole?`);
  const stats = await file.stat();
  if (!stats.isFile()) throw wrong('it is a folder');
  const { size } = stats;
  if (size < 8) throw wrong(`it has ${size} bytes`);
  const length = Number(new DataView(await readBytes(file, 0, 8)).getBigUint64(0, true));
  if (length > LONGEST_HEADER || 8 + length > size) throw wrong('its header is cut off');
  const entries = new Map<string, TensorEntry>();
  try {
    const header: unknown = JSON.parse(new TextDecoder().decode(await readBytes(file, 8, length)));
    for (const [name, entry] of Object.entries(z.record(z.string(), z.unknown()).parse(header))) {
      if (name !== '__metadata__') entries.set(name, tensorEntry.parse(entry));
    }
  } catch (cause) {
    throw Object.assign(wrong('its header is not what the format asks for'), { cause });
  }
  for (const [
    name,
    {
      data_offsets: [from, to],
    },
  ] of entries) {
    if (to < from || 8 + length + to > size) throw wrong(`${name} lies beyond its end`);
  }
  return { entries, start: 8 + length };
}

type FloatEntry = TensorEntry & { readonly dtype: FloatType };

function checked(
  path: string,
  entries: ReadonlyMap<string, TensorEntry>,
  name: string,
  shapes: readonly (readonly number[])[],
): FloatEntry {
  const entry = entries.get(name);
  if (!entry) {
    const some = [...entries.keys()].slice(0, 3).join(', ');
    throw new Error(`${path} has no tensor ${name} (it has ${entries.size}: ${some}, ...)`);
  }
  const text = (shape: readonly number[]) => `[${shape.join(', ')}]`;
  if (!shapes.some((shape) => text(shape) === text(entry.shape))) {
    const wanted = shapes.map(text).join(' or ');
    throw new Error(`${path}: ${name} has the shape ${text(entry.shape)}, not ${wanted}`);
  }
  if (!(entry.dtype in BYTES)) {
    throw new Error(`${path}: ${name} holds ${entry.dtype}, not ${Object.keys(BYTES).join(', ')}`);
  }
  const count = entry.shape.reduce((a, b) => a * b, 1);
  const [from, to] = entry.data_offsets;
  if (to - from !== count * BYTES[entry.dtype as FloatType]) {
    throw new Error(`${path}: ${name} has ${to - from} bytes, which its shape does not fit`);
  }
  return entry as FloatEntry;
}

async function readTensor(
  file: FileHandle,
  start: number,
  { dtype, data_offsets: [from, to] }: FloatEntry,
): Promise<Float32Array> {
  const bytes = await readBytes(file, start + from, to - from);
  if (dtype === 'F32') return new Float32Array(bytes);
  if (dtype === 'F16') {
    const view = new DataView(bytes);
    return Float32Array.from({ length: bytes.byteLength / 2 }, (_, i) =>
      getFloat16(view, 2 * i, true),
    );
  }
  return new Float32Array(Uint32Array.from(new Uint16Array(bytes), (word) => word << 16).buffer);
}
