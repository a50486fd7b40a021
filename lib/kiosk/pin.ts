/**
 * The PIN of the settings panel. It is stored as a salted hash, because everybody who can reach the
 * site can read `kiosk.json`. Browsers hash only on secure pages: https or localhost.
 */

const SCHEME = 'pbkdf2-sha256';
/** Takes about 0.1 s on a tablet. */
const ITERATIONS = 200_000;
/** Limit for a hash from elsewhere: a higher number would take minutes to check. */
const MOST_ITERATIONS = 5_000_000;
const SALT_BYTES = 16;
const HASH_BITS = 256;
const HASH_PATTERN = /^pbkdf2-sha256:(\d{1,7}):([0-9a-f]{16,128}):([0-9a-f]{64})$/;

export function isPlainPin(text: string): boolean {
  return /^\d{4,8}$/.test(text);
}

/** Whether a text has the form `pbkdf2-sha256:iterations:salt:hash`, both in hexadecimal digits. */
export function isPinHash(text: string): boolean {
  return parseHash(text) !== null;
}

/** @param pin 4 to 8 digits @throws Error on a page that is not secure */
export async function hashPin(pin: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const hash = await derive(pin, salt, ITERATIONS);
  return [SCHEME, ITERATIONS, toHex(salt), toHex(hash)].join(':');
}

/**
 * Whether the typed PIN is right.
 * @param kept plain or a hash @throws Error for a hash on an insecure page
 */
export async function isRightPin(typed: string, kept: string): Promise<boolean> {
  const parsed = parseHash(kept);
  if (!parsed) return typed === kept;
  const { iterations, salt, hash } = parsed;
  return toHex(await derive(typed, salt, iterations)) === hash;
}

function parseHash(text: string) {
  const [, iterations, salt, hash] = HASH_PATTERN.exec(text) ?? [];
  if (!iterations || !salt || !hash || salt.length % 2 === 1) return null;
  const count = Number(iterations);
  if (count < 1 || count > MOST_ITERATIONS) return null;
  return { iterations: count, salt: fromHex(salt), hash };
}

async function derive(
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<Uint8Array> {
  // Absent on insecure pages.
  const { subtle } = crypto as { subtle?: SubtleCrypto };
  if (!subtle) throw new Error('This page is not secure: open it by https or as localhost');
  const key = await subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return new Uint8Array(await subtle.deriveBits(parameters, key, HASH_BITS));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  );
}
