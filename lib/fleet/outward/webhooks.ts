import { randomBytes } from 'node:crypto';
import type { Database, Query } from '../store/database.ts';

/** Pauses after a try that failed, s: those that the Standard Webhooks recommend. */
const PAUSES_SECONDS = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
const ANSWER_LIMIT_MS = 15_000;
/** Deliveries at one go. */
const MOST_AT_ONCE = 20;
const SECRET_BYTES = 32;

export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly createdAt: Date;
}

/** @returns the secret that signs what is sent; it is shown once */
export async function addWebhook(query: Query, url: string): Promise<{ secret: string }> {
  const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
  await query('INSERT INTO webhooks (url, secret) VALUES ($1, $2)', [url, secret]);
  return { secret };
}

/** Deletes a webhook with what waits for it. @returns whether there was one */
export async function deleteWebhook(query: Query, id: string): Promise<boolean> {
  return (await query('DELETE FROM webhooks WHERE id::text = $1 RETURNING id', [id])).length > 0;
}

export function webhooks(query: Query): Promise<Webhook[]> {
  return query('SELECT id, url, created_at AS "createdAt" FROM webhooks ORDER BY created_at');
}

export interface FailedDelivery {
  readonly url: string;
  readonly createdAt: Date;
  readonly tries: number;
  readonly failure: string;
  /** Null where it was given up. */
  readonly nextTryAt: Date | null;
}

/** What did not arrive, newest first. */
export function failedDeliveries(query: Query, most: number): Promise<FailedDelivery[]> {
  return query(
    `SELECT webhooks.url, deliveries.created_at AS "createdAt", tries, failure,
       next_try_at AS "nextTryAt"
     FROM deliveries JOIN webhooks ON webhooks.id = deliveries.webhook_id
     WHERE delivered_at IS NULL AND failure IS NOT NULL
     ORDER BY deliveries.created_at DESC LIMIT $1`,
    [most],
  );
}

/** Queues a message for every webhook, in the transaction of what it tells of. */
export async function queueWebhooks(query: Query, type: string, data: object): Promise<void> {
  const payload = JSON.stringify({ type, timestamp: new Date().toISOString(), data });
  await query('INSERT INTO deliveries (webhook_id, payload) SELECT id, $1 FROM webhooks', [
    payload,
  ]);
}

interface Due {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly payload: string;
}

/**
 * Sends what is due, signed as Standard Webhooks. The next try is set before this one, so that a server
 * that is killed meanwhile sends it again.
 * @returns how many arrived
 */
export async function deliverWebhooks(
  database: Database,
  post: typeof fetch = fetch,
): Promise<number> {
  const due = await database.query<Due>(
    `UPDATE deliveries SET tries = tries + 1,
       next_try_at = now() + make_interval(secs => ($1::jsonb -> tries)::int)
     FROM webhooks
     WHERE webhooks.id = deliveries.webhook_id AND deliveries.id IN (
       SELECT id FROM deliveries WHERE next_try_at <= now()
       ORDER BY next_try_at LIMIT $2 FOR UPDATE SKIP LOCKED)
     RETURNING deliveries.id, webhooks.url, webhooks.secret, deliveries.payload`,
    [JSON.stringify(PAUSES_SECONDS), MOST_AT_ONCE],
  );
  const arrived = await Promise.all(due.map((one) => deliver(database.query, one, post)));
  return arrived.filter(Boolean).length;
}

async function deliver(query: Query, due: Due, post: typeof fetch): Promise<boolean> {
  const failure = await send(due, post).then(
    () => null,
    (error: Error) => error.message,
  );
  if (failure === null) {
    await query('UPDATE deliveries SET delivered_at = now(), next_try_at = NULL WHERE id = $1', [
      due.id,
    ]);
  } else {
    await query('UPDATE deliveries SET failure = $2 WHERE id = $1', [due.id, failure]);
  }
  return failure === null;
}

async function send({ id, url, secret, payload }: Due, post: typeof fetch): Promise<void> {
  const { Webhook: Signer } = await import('standardwebhooks');
  const now = new Date();
  const response = await post(url, {
    method: 'POST',
    redirect: 'error',
    headers: {
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Signer(secret).sign(id, now, payload),
    },
    body: payload,
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`It answered ${response.status}.`);
}
