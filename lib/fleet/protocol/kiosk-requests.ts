import * as z from 'zod';
import { COUNT_NAMES, type Counts } from '../../records/counts.ts';
import { startOf } from '../../records/hours.ts';
import { MOST_IN_REPORT } from './kiosk-messages.ts';

/** What a kiosk sends to its site, as JSON. The site checks it; kiosks take the types alone, and download no schema. */

const MOST_PEOPLE = 1_000_000;

const word = z.string().regex(/^[\w.:+-]{0,80}$/);
const count = z.int().min(0).max(MOST_PEOPLE);
const counts = Object.fromEntries(COUNT_NAMES.map((name) => [name, count])) as Record<
  keyof Counts,
  typeof count
>;

export const enrolBody = z.object({
  /** `ABCD-EFGH`, in any case and with or without the dash. */
  code: z.string().min(8).max(20),
  /** Chosen by the kiosk, so that an answer that gets lost can be asked for again: 32 bytes. */
  token: z.string().regex(/^[\w-]{43}$/),
});

const hourReport = z.object({
  hour: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d[+-]\d\d:\d\d$/)
    .refine((hour) => !Number.isNaN(startOf({ hour })), { message: 'No such hour' }),
  ...counts,
});

const eventReport = z.object({
  /** The kiosk's own number of it, >= 1. */
  number: z.int().min(1),
  /** ms since 1970. */
  atMs: z.int().min(0).max(8.64e15),
  kind: word,
  detail: z.string().max(2000),
});

const heartbeat = z.object({
  /** Of the site that runs on the kiosk. */
  version: word,
  /** `wasm`, `webgl`...; empty while it starts. */
  engine: word,
  framesPerSecond: z.number().min(0).max(1000),
  /** `works`, `starting`, or what is wrong. */
  camera: word,
  door: z.enum(['none', 'works', 'failing']),
  /** What the screen shows; null unless live states are asked for. */
  state: word.nullable(),
});
export type Heartbeat = Readonly<z.infer<typeof heartbeat>>;

export const reportBody = z.object({
  heartbeat,
  /** The version of the settings in force; null before the first. */
  settingsVersion: z.string().max(60).nullable(),
  /** Commands that were carried out; `failure` is empty where it worked. */
  done: z.array(z.object({ id: z.int(), failure: z.string().max(500) })).max(100),
  /** Rises with each report that has hours. */
  sequence: z.int().min(0),
  hours: z.array(hourReport).max(MOST_IN_REPORT),
  events: z.array(eventReport).max(MOST_IN_REPORT),
});
export type ReportBody = Readonly<z.infer<typeof reportBody>>;
export type EventReport = Readonly<z.infer<typeof eventReport>>;
