import * as v from 'valibot';
import {
  type FieldKind,
  type FieldSchema,
  flag,
  KIOSK_FIELD_NAMES,
  KIOSK_FIELDS,
  type KioskField,
  kindOf,
  readValue,
  whole,
} from '../../kiosk/config.ts';
import { isPlainPin } from '../../kiosk/pin.ts';

/** What kiosks do for the fleet, beside their own settings (`lib/kiosk/config.ts`). */
const FLEET_FIELDS = {
  /** How often a kiosk says that it is there, s. */
  heartbeatSeconds: whole(10, 300, 30, 's'),
  /** How often it hands in the counts by hour, min. */
  countsMinutes: whole(1, 1440, 20, 'min'),
  /** Whether a heartbeat says what the screen shows at that moment. */
  liveStates: flag(false),
};

const fleetConfig = v.object(FLEET_FIELDS);
export type FleetConfig = Readonly<v.InferOutput<typeof fleetConfig>>;
export type FleetField = keyof FleetConfig;
export const FLEET_FIELD_NAMES = Object.keys(FLEET_FIELDS) as readonly FleetField[];

/** Where settings count. The narrower scope overrides the wider one. */
export const SCOPES = ['all', 'place', 'kiosk'] as const;
export type Scope = (typeof SCOPES)[number];

/** Settings of a scope: only what is named there. */
export type FleetValues = Readonly<Record<string, unknown>>;

const ALL_FIELDS: Readonly<Record<FleetField | KioskField, FieldSchema>> = {
  ...KIOSK_FIELDS,
  ...FLEET_FIELDS,
};

export function fleetFieldKind(field: FleetField | KioskField): FieldKind {
  return kindOf(ALL_FIELDS[field]);
}

/** Why a value cannot be set for kiosks, in English; null if it can. */
export function misfit(name: string, value: unknown): string | null {
  if (!isFleetField(name)) return 'There is no such setting';
  // A plain one would lie readable in the database.
  if (name === 'pin' && typeof value === 'string' && isPlainPin(value)) {
    return 'A PIN is set as the hash that the settings panel of a kiosk shows';
  }
  const reading = readValue(ALL_FIELDS[name], value);
  return reading.fits ? null : reading.reason;
}

function isFleetField(name: string): name is FleetField | KioskField {
  return Object.hasOwn(ALL_FIELDS, name);
}

/** What a kiosk gets: values for itself, and the fleet's settings with their defaults. */
export interface ServedSettings extends FleetConfig {
  /** Another version has other values: the versions of the three scopes, `4-0-9`. */
  readonly version: string;
  readonly values: Partial<Record<KioskField, unknown>>;
}

/** @param scopes values from the widest scope to the narrowest */
export function serveSettings(version: string, scopes: readonly FleetValues[]): ServedSettings {
  const merged: Record<string, unknown> = Object.assign({}, ...scopes);
  const values = Object.fromEntries(
    KIOSK_FIELD_NAMES.filter((name) => name in merged).map((name) => [name, merged[name]]),
  );
  return { version, values, ...v.parse(fleetConfig, merged) };
}
