import {
  type FleetValues,
  type Scope,
  type ServedSettings,
  serveSettings,
} from '../protocol/fleet-settings.ts';
import type { Query } from '../store/database.ts';

export interface SettingsVersion {
  readonly version: number;
  readonly scope: Scope;
  /** The place or the kiosk's id; empty for all. */
  readonly target: string;
  readonly values: FleetValues;
  readonly createdAt: Date;
  readonly operator: string;
}

/** Stores the settings of a scope as a new version. @returns its number */
export async function storeSettings(
  query: Query,
  { scope, target, values, operator }: Omit<SettingsVersion, 'version' | 'createdAt'>,
): Promise<number> {
  const [row] = await query<{ version: number }>(
    `INSERT INTO settings (scope, target, setting_values, operator)
     VALUES ($1, $2, $3::jsonb, $4) RETURNING version`,
    [scope, target, JSON.stringify(values), operator],
  );
  return row?.version ?? 0;
}

const NEWEST = `SELECT DISTINCT ON (scope, target)
  version, scope, target, setting_values AS "values", created_at AS "createdAt", operator
  FROM settings`;

/** The newest version of each scope and target. */
export function newestSettings(query: Query): Promise<SettingsVersion[]> {
  return query(`${NEWEST} ORDER BY scope, target, version DESC`);
}

/** All versions, newest first. @param most how many at most */
export function settingsHistory(query: Query, most: number): Promise<SettingsVersion[]> {
  return query(
    `SELECT version, scope, target, setting_values AS "values", created_at AS "createdAt", operator
     FROM settings ORDER BY version DESC LIMIT $1`,
    [most],
  );
}

/** What is in force for a kiosk. */
export async function settingsFor(
  query: Query,
  kiosk: { readonly id: string; readonly place: string },
): Promise<ServedSettings> {
  const rows = await query<SettingsVersion>(
    `${NEWEST} WHERE (scope = 'all' AND target = '') OR (scope = 'place' AND target = $1)
       OR (scope = 'kiosk' AND target = $2)
     ORDER BY scope, target, version DESC`,
    [kiosk.place, kiosk.id],
  );
  return settingsIn(rows, kiosk);
}

/** The same, from the newest versions of all scopes. */
export function settingsIn(
  newest: readonly SettingsVersion[],
  kiosk: { readonly id: string; readonly place: string },
): ServedSettings {
  const targets = [
    ['all', ''],
    ['place', kiosk.place],
    ['kiosk', kiosk.id],
  ];
  const found = targets.map(([scope, target]) =>
    newest.find((one) => one.scope === scope && one.target === target),
  );
  return serveSettings(
    found.map((one) => one?.version ?? 0).join('-'),
    found.map((one) => one?.values ?? {}),
  );
}
