import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';

/** Bytes of a message. @param file a schema beside this module @param value in protobuf's JSON form */
export function encodeMessage(file: string, message: string, value: object): Uint8Array {
  const schema = protobuf.loadSync(fileURLToPath(new URL(file, import.meta.url)));
  const type = schema.lookupType(message);
  return type.encode(type.fromObject(value)).finish();
}

/** The same numbers as little-endian bytes, without a copy. */
export function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
