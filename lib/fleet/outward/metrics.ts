import type { Gauge } from 'prom-client';
import { overview } from '../figures/overview.ts';
import type { KioskRow } from '../protocol/figures.ts';
import type { Query } from '../store/database.ts';

/** For Prometheus: how the fleet is at this moment. Each answer is made anew from the database. */
export async function metricsText(query: Query): Promise<{ text: string; type: string }> {
  const { Counter, Gauge, Registry } = await import('prom-client');
  const registry = new Registry();
  const labels = ['id', 'kiosk', 'place'];
  const gauge = (name: string, help: string, more: string[] = []) =>
    new Gauge({ name, help, labelNames: [...labels, ...more], registers: [registry] });
  const online = gauge('maskgate_kiosk_online', '1 while its heartbeats come, else 0');
  const frames = gauge('maskgate_kiosk_frames_per_second', 'Judged frames a second');
  const camera = gauge('maskgate_kiosk_camera_works', '1 while frames are judged, else 0');
  const door = gauge('maskgate_kiosk_door_failing', '1 while the latest signal to the door failed');
  const seen = gauge('maskgate_kiosk_last_seen_timestamp_seconds', 'Time of the last heartbeat');
  const settled = gauge(
    'maskgate_kiosk_settings_settled',
    '1 while the newest settings are in force',
  );
  const share = gauge(
    'maskgate_kiosk_without_mask_ratio',
    'Share without a mask in 24 hours, 0 to 1',
  );
  const people = new Counter({
    name: 'maskgate_people_total',
    help: 'People since the kiosk was enrolled, by verdict',
    labelNames: [...labels, 'verdict'],
    registers: [registry],
  });

  const rows = await overview(query);
  for (const row of rows.filter(({ presence }) => presence === 'online' || presence === 'silent')) {
    const of = { id: row.id, kiosk: row.name, place: row.place };
    online.set(of, Number(row.presence === 'online'));
    settled.set(of, Number(row.settled));
    if (row.seenAt) seen.set(of, row.seenAt.getTime() / 1000);
    setHealth(row, of, { frames, camera, door });
    const { people: all, without_mask: without } = row.counts;
    if (all > 0) share.set(of, without / all);
  }
  for (const { sum, ...of } of await peopleByVerdict(query)) {
    people.inc(of, sum);
  }
  return { text: await registry.metrics(), type: registry.contentType };
}

/** A silent kiosk's last words say nothing about now. */
function setHealth(
  row: KioskRow,
  of: Record<string, string>,
  { frames, camera, door }: Record<'frames' | 'camera' | 'door', Gauge<string>>,
): void {
  if (row.presence !== 'online') return;
  frames.set(of, row.framesPerSecond ?? 0);
  camera.set(of, Number(row.camera === 'works'));
  door.set(of, Number(row.door === 'failing'));
}

function peopleByVerdict(
  query: Query,
): Promise<{ id: string; kiosk: string; place: string; verdict: string; sum: number }[]> {
  return query(
    `SELECT kiosks.id, kiosks.name AS kiosk, kiosks.place, verdict, sum(count)::int AS sum
     FROM hours JOIN kiosks ON kiosks.id = hours.kiosk_id
       CROSS JOIN LATERAL (VALUES ('with_mask', with_mask), ('without_mask', without_mask),
         ('incorrect_mask', incorrect_mask), ('unsure', unsure)) AS verdicts (verdict, count)
     WHERE kiosks.revoked_at IS NULL
     GROUP BY kiosks.id, verdict ORDER BY kiosks.id, verdict`,
  );
}
