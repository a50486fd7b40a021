import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { FleetError } from '../fleet-error.ts';

/** OWASP's parameters for scrypt: 128 MiB and some tenths of a second. */
const COST = { N: 2 ** 17, r: 8, p: 1 };
const MOST_MEMORY = 256 * 2 ** 20;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** Characters. */
const SHORTEST = 12;
const LONGEST = 200;

/** @throws FleetError where the password is too short or too long */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < SHORTEST || password.length > LONGEST) {
    throw new FleetError(
      400,
      'password-unfit',
      `A password has ${SHORTEST} to ${LONGEST} characters.`,
    );
  }
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST);
  const { N, r, p } = COST;
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** @param hash null for an unknown operator: the answer then takes as long, and is no */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = (hash ?? '').split('$');
  const cost = hash ? { N: Number(N), r: Number(r), p: Number(p) } : COST;
  const derived = await derive(password.slice(0, LONGEST), Buffer.from(salt, 'base64url'), cost);
  const kept = hash ? Buffer.from(key, 'base64url') : randomBytes(KEY_BYTES);
  return timingSafeEqual(derived, kept);
}

/** One at a time: many at once would take all memory. */
let last: Promise<unknown> = Promise.resolve();

function derive(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  const derived = last.then(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        const options = { ...cost, maxmem: MOST_MEMORY };
        scrypt(password.normalize('NFC'), salt, KEY_BYTES, options, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      }),
  );
  last = derived.catch(() => undefined);
  return derived;
}
