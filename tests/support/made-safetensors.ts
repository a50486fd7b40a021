import { writeFile } from 'node:fs/promises';

export interface MadeTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** float32 values as a tensor. */
export function float32Tensor(shape: readonly number[], values: readonly number[]): MadeTensor {
  return { dtype: 'F32', shape, bytes: new Uint8Array(Float32Array.from(values).buffer) };
}

/** A safetensors file's bytes. */
function safetensorsBytes(tensors: Readonly<Record<string, MadeTensor>>): Buffer {
  let at = 0;
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  for (const [name, { dtype, shape, bytes }] of Object.entries(tensors)) {
    header[name] = { dtype, shape, data_offsets: [at, at + bytes.byteLength] };
    at += bytes.byteLength;
  }
  return rawSafetensors(JSON.stringify(header), ...Object.values(tensors).map((t) => t.bytes));
}

/** A safetensors file of any header and any bytes, valid or not. */
export function rawSafetensors(header: string, ...parts: readonly Uint8Array[]): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(header)));
  return Buffer.concat([length, Buffer.from(header), ...parts]);
}

export async function writeSafetensors(
  file: string,
  tensors: Readonly<Record<string, MadeTensor>>,
): Promise<void> {
  await writeFile(file, safetensorsBytes(tensors));
}
