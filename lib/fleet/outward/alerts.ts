import { overview } from '../figures/overview.ts';
import type { KioskRow } from '../protocol/figures.ts';
import type { Database, Query } from '../store/database.ts';
import { queueWebhooks } from './webhooks.ts';

/** docs/fleet/alerts.yml has the same rules for Prometheus. */
const ALERT_KINDS = ['kiosk-silent', 'door-failing', 'engine-slow', 'many-without-mask'] as const;
type AlertKind = (typeof ALERT_KINDS)[number];

/** Judged frames a second; an empty room is looked at five times a second. */
const SLOW_FRAMES = 2;
/** Fewer people say nothing about a share. */
const LEAST_PEOPLE = 20;

/** @param mostWithoutMask share of people without a mask that is too many, 0 to 1 */
export function alertsOf(kiosk: KioskRow, mostWithoutMask: number): AlertKind[] {
  const { presence, door, engine, framesPerSecond, counts } = kiosk;
  const isOnline = presence === 'online';
  const isOn: Record<AlertKind, boolean> = {
    'kiosk-silent': presence === 'silent' && kiosk.seenAt !== null,
    'door-failing': isOnline && door === 'failing',
    'engine-slow': isOnline && Boolean(engine) && (framesPerSecond ?? 0) < SLOW_FRAMES,
    'many-without-mask':
      counts.people >= LEAST_PEOPLE && counts.without_mask / counts.people > mostWithoutMask,
  };
  return ALERT_KINDS.filter((kind) => isOn[kind]);
}

/** Compares the fleet with the alerts that are on, and tells the webhooks what began and ended. */
export async function watchAlerts(database: Database, mostWithoutMask: number): Promise<void> {
  const kiosks = await overview(database.query);
  await database.transaction(async (query) => {
    const known = await query<{ kiosk_id: string; kind: AlertKind }>(
      'SELECT kiosk_id, kind FROM alerts',
    );
    for (const kiosk of kiosks) {
      const now = alertsOf(kiosk, mostWithoutMask);
      const before = known.filter((one) => one.kiosk_id === kiosk.id).map(({ kind }) => kind);
      for (const kind of now.filter((one) => !before.includes(one))) {
        await begin(query, kiosk, kind);
      }
      for (const kind of before.filter((one) => !now.includes(one))) await end(query, kiosk, kind);
    }
  });
}

/** Of two servers one begins an alert, and only that one tells. */
async function begin(query: Query, kiosk: KioskRow, kind: AlertKind): Promise<void> {
  const begun = await query(
    'INSERT INTO alerts (kiosk_id, kind) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING kind',
    [kiosk.id, kind],
  );
  if (begun.length > 0) await queueWebhooks(query, `${kind}.began`, dataOf(kiosk));
}

async function end(query: Query, kiosk: KioskRow, kind: AlertKind): Promise<void> {
  const ended = await query('DELETE FROM alerts WHERE kiosk_id = $1 AND kind = $2 RETURNING kind', [
    kiosk.id,
    kind,
  ]);
  if (ended.length > 0) await queueWebhooks(query, `${kind}.ended`, dataOf(kiosk));
}

function dataOf({ id, name, place, seenAt, framesPerSecond, counts }: KioskRow): object {
  return { id, name, place, seenAt, framesPerSecond, counts };
}
