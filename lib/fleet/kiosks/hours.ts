import { COUNT_NAMES } from '../../records/counts.ts';
import { startOf } from '../../records/hours.ts';
import type { ReportBody } from '../protocol/kiosk-requests.ts';
import type { Query } from '../store/database.ts';

const COUNT_COLUMNS = COUNT_NAMES.join(', ');
const COUNT_TYPES = COUNT_NAMES.map((name) => `${name} integer`).join(', ');
const COUNT_UPDATES = COUNT_NAMES.map((name) => `${name} = excluded.${name}`).join(', ');

/**
 * Stores hours as the kiosk has them now. The same report twice changes nothing, and one that was held
 * up on its way does not replace a newer one. An hour counts for the place where the kiosk stood then.
 */
export async function storeHours(
  query: Query,
  kiosk: { readonly id: string; readonly place: string },
  { hours, sequence }: Pick<ReportBody, 'hours' | 'sequence'>,
): Promise<void> {
  if (hours.length === 0) return;
  // One hour twice in a statement is an error of the database; the last one is the newest.
  const byHour = new Map(hours.map((record) => [record.hour, record]));
  const rows = [...byHour.values()].map((record) => ({
    ...record,
    starts_at: new Date(startOf(record)).toISOString(),
  }));
  await query(
    `INSERT INTO hours (kiosk_id, hour, starts_at, place, sequence, ${COUNT_COLUMNS})
     SELECT $1, hour, starts_at, coalesce(
         (SELECT place FROM placements
          WHERE kiosk_id = $1 AND from_at < starts_at + interval '1 hour'
          ORDER BY from_at DESC LIMIT 1), $2),
       $3, ${COUNT_COLUMNS}
     FROM jsonb_to_recordset($4::jsonb)
       AS report (hour text, starts_at timestamptz, ${COUNT_TYPES})
     ON CONFLICT (kiosk_id, hour) DO UPDATE SET sequence = excluded.sequence, ${COUNT_UPDATES}
     WHERE hours.sequence <= excluded.sequence`,
    [kiosk.id, kiosk.place, sequence, JSON.stringify(rows)],
  );
}

/** Stores what went wrong; the same event twice is one. */
export async function storeEvents(
  query: Query,
  kioskId: string,
  events: ReportBody['events'],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ number, atMs, kind, detail }) => ({
    number,
    at: new Date(atMs).toISOString(),
    kind,
    detail,
  }));
  await query(
    `INSERT INTO events (kiosk_id, number, at, kind, detail)
     SELECT $1, number, at, kind, detail
     FROM jsonb_to_recordset($2::jsonb) AS report (number integer, at timestamptz, kind text, detail text)
     ON CONFLICT DO NOTHING`,
    [kioskId, JSON.stringify(rows)],
  );
}
