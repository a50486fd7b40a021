/** @returns the SHA-256 of a file, hex */
export async function sha256Hex(file: ArrayBuffer): Promise<string> {
  // Browsers keep `crypto.subtle` from pages that are not secure, such as /stills over http.
  const sum = globalThis.crypto?.subtle
    ? new Uint8Array(await crypto.subtle.digest('SHA-256', file))
    : (await import('@noble/hashes/sha2.js')).sha256(new Uint8Array(file));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
