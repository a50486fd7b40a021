import type { Session } from '@/lib/fleet/operators/operators';
import { sitePath } from '@/lib/site-paths';

/** What the operators' page asks of the server. Each rejects with the server's sentence. */

const FLEET = '/api/fleet';
export const CSV_PATH = sitePath(`${FLEET}/operator/figures.csv`);

interface SessionAnswer {
  readonly session: Session | null;
}

export async function currentSession(): Promise<Session | null> {
  return (await ask<SessionAnswer>('GET', '/session')).session;
}

export async function logIn(name: string, password: string): Promise<Session | null> {
  return (await ask<SessionAnswer>('POST', '/login', {}, { name, password })).session;
}

export async function logOut(): Promise<void> {
  await ask('POST', '/logout', {});
}

export function read<Answer>(path: string): Promise<Answer> {
  return ask('GET', `/operator${path}`);
}

/** A change, with the token that other sites do not have. */
export function change<Answer>(
  { csrfToken }: Session,
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
): Promise<Answer> {
  return ask(method, `/operator${path}`, { 'X-CSRF-Token': csrfToken }, body);
}

/** A session that ended: the page asks for the password again. */
export class SessionEnded extends Error {}

async function ask<Answer>(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: object,
): Promise<Answer> {
  const response = await fetch(sitePath(FLEET + path), {
    method,
    headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    cache: 'no-store',
  });
  const answer = (await response.json().catch(() => null)) as
    | (Answer & { error?: { code: string; message: string } })
    | null;
  if (response.ok && answer) return answer;
  const message = answer?.error?.message ?? `${response.status} ${response.statusText}`;
  throw answer?.error?.code === 'no-session' ? new SessionEnded(message) : new Error(message);
}
