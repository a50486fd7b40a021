import { FleetError } from '../fleet-error.ts';
import { hashOf, newToken } from '../kiosks/secrets.ts';
import type { Query } from '../store/database.ts';
import { hashPassword, isPassword } from './passwords.ts';

/** After this time an operator gives the password again. */
export const SESSION_HOURS = 12;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,59}$/u;

export interface Session {
  readonly operator: string;
  /** Each change must name it: another site can send the cookie, but cannot read this. */
  readonly csrfToken: string;
}

/** Adds an operator, or gives one a new password. Their sessions end. */
export async function setOperator(query: Query, name: string, password: string): Promise<void> {
  if (!NAME.test(name)) {
    throw new FleetError(
      400,
      'name-unfit',
      'An operator’s name has 1 to 60 letters, digits, spaces or . _ @ -.',
    );
  }
  await query(
    `INSERT INTO operators (name, password_hash) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET password_hash = excluded.password_hash`,
    [name, await hashPassword(password)],
  );
  await query('DELETE FROM sessions WHERE operator = $1', [name]);
}

/** @returns the session with the token of its cookie; null for a wrong name or password */
export async function logIn(
  query: Query,
  name: string,
  password: string,
): Promise<(Session & { readonly token: string }) | null> {
  const [operator] = await query<{ password_hash: string }>(
    'SELECT password_hash FROM operators WHERE name = $1',
    [name],
  );
  if (!(await isPassword(password, operator?.password_hash ?? null))) return null;
  const [token, csrfToken] = [newToken(), newToken()];
  await query('DELETE FROM sessions WHERE expires_at < now()');
  await query(
    `INSERT INTO sessions (token_hash, operator, csrf_token, expires_at)
     VALUES ($1, $2, $3, now() + make_interval(hours => $4))`,
    [hashOf(token), name, csrfToken, SESSION_HOURS],
  );
  return { token, operator: name, csrfToken };
}

export async function sessionOf(query: Query, token: string): Promise<Session | null> {
  const [session] = await query<Session>(
    `SELECT operator, csrf_token AS "csrfToken" FROM sessions
     WHERE token_hash = $1 AND expires_at > now()`,
    [hashOf(token)],
  );
  return session ?? null;
}

export async function logOut(query: Query, token: string): Promise<void> {
  await query('DELETE FROM sessions WHERE token_hash = $1', [hashOf(token)]);
}
