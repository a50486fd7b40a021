import { FleetError } from '../fleet-error.ts';
import type { EnrolAnswer } from '../protocol/kiosk-messages.ts';
import type { Query } from '../store/database.ts';
import { hashOf, newCode, plainCode } from './secrets.ts';

/** How long a code is good. */
const CODE_DAYS = 7;
/** A UUID; anything else would be an error of the database. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A kiosk that may report. */
export interface KnownKiosk {
  readonly id: string;
  readonly name: string;
  readonly place: string;
}

/** @returns the kiosk with the code that enrols it once */
export async function createKiosk(
  query: Query,
  name: string,
  place: string,
): Promise<{ id: string; code: string }> {
  const code = newCode();
  const [kiosk] = await query<{ id: string }>(
    `WITH kiosk AS (
       INSERT INTO kiosks (name, place, code_hash, code_expires_at)
       VALUES ($1, $2, $3, now() + make_interval(days => $4)) RETURNING id
     ), placement AS (
       INSERT INTO placements (kiosk_id, place) SELECT id, $2 FROM kiosk
     )
     SELECT id FROM kiosk`,
    [name, place, hashOf(plainCode(code)), CODE_DAYS],
  );
  if (!kiosk) throw new Error('The kiosk was not stored.');
  return { id: kiosk.id, code };
}

/** A new code for a kiosk whose browser lost its token. It can be enrolled again after it was revoked. */
export async function renewCode(query: Query, id: string): Promise<string> {
  const code = newCode();
  await changeOne(
    query,
    `UPDATE kiosks SET code_hash = $2, code_expires_at = now() + make_interval(days => $3)
     WHERE id = $1 RETURNING id`,
    [id, hashOf(plainCode(code)), CODE_DAYS],
  );
  return code;
}

/**
 * Enrols the kiosk that the code was made for. The same code with the same token is answered again:
 * the first answer may have been lost.
 * @throws FleetError where the code is unknown, used or too old
 */
export async function enrolKiosk(query: Query, code: string, token: string): Promise<EnrolAnswer> {
  const hashes = [hashOf(plainCode(code)), hashOf(token)];
  const [again] = await query<EnrolAnswer>(
    `SELECT id, name, place FROM kiosks
     WHERE code_hash = $1 AND token_hash = $2 AND revoked_at IS NULL`,
    hashes,
  );
  if (again) return again;
  // A used code stays with its token, so that only this token can use it again.
  const [enrolled] = await query<EnrolAnswer>(
    `UPDATE kiosks SET token_hash = $2, code_expires_at = NULL, enrolled_at = now(), revoked_at = NULL
     WHERE code_hash = $1 AND code_expires_at > now() RETURNING id, name, place`,
    hashes,
  );
  if (enrolled) return enrolled;
  throw new FleetError(
    403,
    'code-refused',
    'This code is unknown, used or too old: make a new one at /fleet.',
  );
}

/** @throws FleetError 410 for a revoked kiosk, 401 for an unknown token */
export async function kioskOf(query: Query, token: string): Promise<KnownKiosk> {
  const [kiosk] = await query<KnownKiosk & { revoked: boolean }>(
    `SELECT id, name, place, revoked_at IS NOT NULL AS revoked FROM kiosks WHERE token_hash = $1`,
    [hashOf(token)],
  );
  if (!kiosk) throw new FleetError(401, 'unknown-kiosk', 'This kiosk is not enrolled here.');
  if (kiosk.revoked) throw new FleetError(410, 'revoked', 'This kiosk was revoked.');
  return kiosk;
}

/** Renames or moves a kiosk. What it counted before it was moved stays with the former place. */
export async function changeKiosk(
  query: Query,
  id: string,
  change: { readonly name?: string; readonly place?: string },
): Promise<void> {
  await changeOne(
    query,
    `UPDATE kiosks SET name = coalesce($2, name), place = coalesce($3, place)
     WHERE id = $1 RETURNING id`,
    [id, change.name ?? null, change.place ?? null],
  );
  if (change.place === undefined) return;
  await query('INSERT INTO placements (kiosk_id, place) VALUES ($1, $2)', [id, change.place]);
}

/** From now on its token and its code are refused. Its figures stay. */
export async function revokeKiosk(query: Query, id: string): Promise<void> {
  await changeOne(
    query,
    `UPDATE kiosks SET revoked_at = now(), code_hash = NULL, code_expires_at = NULL
     WHERE id = $1 RETURNING id`,
    [id],
  );
}

/** Deletes a kiosk with its figures. */
export async function deleteKiosk(query: Query, id: string): Promise<void> {
  await changeOne(query, 'DELETE FROM kiosks WHERE id = $1 RETURNING id', [id]);
}

async function changeOne(query: Query, sql: string, values: readonly unknown[]): Promise<void> {
  const changed = ID.test(String(values[0])) ? await query(sql, values) : [];
  if (changed.length === 0) throw new FleetError(404, 'no-such-kiosk', 'There is no such kiosk.');
}
