import { COUNT_NAMES, type Counts } from '../../records/counts.ts';
import { newestSettings, settingsIn } from '../kiosks/settings.ts';
import type { KioskRow } from '../protocol/figures.ts';
import type { Query } from '../store/database.ts';

/** A kiosk is silent after this many heartbeats that did not come. */
const MISSED_HEARTBEATS = 3;
/** Heartbeats of kiosks that are late now and then. */
const GRACE_SECONDS = 5;

const SUMS = COUNT_NAMES.map((name) => `coalesce(sum(hours.${name}), 0)::int AS ${name}`).join(
  ', ',
);
/** `now` is the moment of the transaction, the same in every row. */
const PRESENCE = `CASE WHEN kiosks.revoked_at IS NOT NULL THEN 'revoked'
  WHEN kiosks.enrolled_at IS NULL THEN 'new'
  WHEN kiosks.seen_at > now() - make_interval(secs => ${MISSED_HEARTBEATS} * coalesce(kiosks.heartbeat_seconds, 30) + ${GRACE_SECONDS})
  THEN 'online' ELSE 'silent' END`;

/** All kiosks, by place and name. */
export async function overview(query: Query): Promise<KioskRow[]> {
  const rows = await query<
    Omit<KioskRow, 'counts' | 'settled'> & Counts & { settingsVersion: string | null }
  >(
    `SELECT kiosks.id, kiosks.name, kiosks.place, ${PRESENCE} AS presence,
       kiosks.seen_at AS "seenAt", kiosks.version, kiosks.engine,
       kiosks.frames_per_second AS "framesPerSecond", kiosks.camera, kiosks.door, kiosks.state,
       kiosks.settings_version AS "settingsVersion", ${SUMS}
     FROM kiosks LEFT JOIN hours
       ON hours.kiosk_id = kiosks.id AND hours.starts_at > now() - interval '24 hours'
     GROUP BY kiosks.id ORDER BY kiosks.place, kiosks.name, kiosks.id`,
  );
  const newest = await newestSettings(query);
  return rows.map(({ settingsVersion, ...row }) => {
    const counts = Object.fromEntries(COUNT_NAMES.map((name) => [name, row[name]]));
    const kept = Object.entries(row).filter(([name]) => !(name in counts));
    return {
      ...(Object.fromEntries(kept) as unknown as Omit<KioskRow, 'counts' | 'settled'>),
      settled: settingsVersion === settingsIn(newest, row).version,
      counts: counts as unknown as Counts,
    };
  });
}
