import type { Query } from './database.ts';

/** Days for which it is of use. Figures and the audit log stay. */
const EVENT_DAYS = 90;
const DELIVERY_DAYS = 30;

/** Deletes what kiosks logged long ago, messages that were sent or given up, and sessions that ended. */
export async function forgetOld(query: Query): Promise<void> {
  await query('DELETE FROM events WHERE at < now() - make_interval(days => $1)', [EVENT_DAYS]);
  await query('DELETE FROM deliveries WHERE created_at < now() - make_interval(days => $1)', [
    DELIVERY_DAYS,
  ]);
  await query('DELETE FROM sessions WHERE expires_at < now()');
}
