import { createKiosk } from '../../lib/fleet/kiosks/kiosks.ts';
import { type DatabasePlace, openDatabase } from '../../lib/fleet/store/open-database.ts';
import { COUNT_NAMES, type Counts, total } from '../../lib/records/counts.ts';
import { SimulatedKiosk } from './simulated-kiosk.ts';
import { SimulatedServer } from './simulated-server.ts';

export interface SimulationOptions {
  readonly kiosks: number;
  readonly seconds: number;
  readonly heartbeatSeconds: number;
  readonly countsSeconds: number;
  /** 0 never. */
  readonly killEverySeconds: number;
  /** A third of the kiosks has no network for so long, from a tenth of the time on. */
  readonly cutSeconds: number;
  /** Where the server keeps everything. */
  readonly place: DatabasePlace;
  /** Of the server, beside this process's own. */
  readonly environment: Readonly<Record<string, string>>;
  /** Called in the middle: the database and the broker are restarted. */
  readonly restartOthers: () => Promise<void>;
  readonly say: (sentence: string) => void;
}

/** Nobody has passed at a door for longer than this, s on average. */
const PERSON_EVERY_SECONDS = 20;
const LOOK_EVERY_SECONDS = 2;
/** Megabytes of the server in the report: so many of all that were measured. */
const SHOWN_MEMORY = 12;
/** Rounds in which what is left must be handed in. */
const LAST_ROUNDS = 60;
const PLACES = 20;

/** What was measured on the way. */
interface Measured {
  /** ms. */
  readonly answers: number[];
  /** Requests that got no answer. */
  missing: number;
  kills: number;
  /** Of the server, MB. */
  readonly memory: number[];
}

/** @returns whether every count is there once, and the figures as text */
export async function simulate(
  options: SimulationOptions,
): Promise<{ isRight: boolean; text: string }> {
  const { place } = options;
  const codes = await addKiosks(place, options.kiosks);
  const server = new SimulatedServer(place, options.environment);
  await server.start();
  const measured: Measured = { answers: [], missing: 0, kills: 0, memory: [] };
  let kiosks: readonly SimulatedKiosk[];
  try {
    kiosks = await liveThrough(server, codes, options, measured);
  } finally {
    await server.kill();
  }
  const { isRight, text } = await compare(place, kiosks);
  const answers = measured.answers.sort((a, b) => a - b);
  const at = (share: number) => Math.round(answers[Math.floor(share * (answers.length - 1))] ?? 0);
  return {
    isRight: isRight && server.crashes === 0,
    text: [
      text,
      `${answers.length} answers, ${measured.missing} did not come. p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms.`,
      `The server was killed ${measured.kills} times, and crashed ${server.crashes} times. Its memory: ${some(measured.memory).join(', ')} MB.`,
    ].join('\n'),
  };
}

/** Lets the kiosks live for the time that was asked for, until each has handed in everything. */
async function liveThrough(
  server: SimulatedServer,
  codes: readonly string[],
  options: SimulationOptions,
  measured: Measured,
): Promise<readonly SimulatedKiosk[]> {
  const { seconds, cutSeconds } = options;
  /** The time counts once all kiosks are enrolled. */
  let began: number | null = null;
  let isOver = false;
  const passed = () => (began === null ? 0 : (performance.now() - began) / 1000);
  const cutFrom = seconds / 10;
  const isCut = (one: number) =>
    !isOver && one % 3 === 0 && passed() > cutFrom && passed() < cutFrom + cutSeconds;
  const onAnswer = (ms: number | null) => {
    // Before their life kiosks are enrolled, and after it all ask at once.
    if (began === null || isOver) return;
    if (ms === null) measured.missing += 1;
    else measured.answers.push(ms);
  };
  const around = { url: () => server.url, isCut, onAnswer };
  const kiosks = codes.map((_code, number) => new SimulatedKiosk(number, around));
  for (const [i, code] of codes.entries()) await kiosks[i]?.enrol(code);
  options.say(`${kiosks.length} kiosks are enrolled.`);
  began = performance.now();

  const disturbance = disturb(server, options, measured, () => (isOver ? null : passed()));
  await Promise.all(kiosks.map((kiosk) => live(kiosk, options, () => passed() > seconds)));
  isOver = true;
  await disturbance;
  for (let round = 0; round < LAST_ROUNDS; round += 1) {
    const done = await Promise.all(kiosks.map((kiosk) => kiosk.report(Date.now(), 0)));
    if (done.every(Boolean)) break;
    await pause(1);
  }
  return kiosks;
}

/** Kills the server now and then, and restarts what it needs. @param passed s; null for the end */
async function disturb(
  server: SimulatedServer,
  { seconds, killEverySeconds, restartOthers, say }: SimulationOptions,
  measured: Measured,
  passed: () => number | null,
): Promise<void> {
  let killedAt = 0;
  let isRestarted = false;
  for (let now = passed(); now !== null; now = passed()) {
    measured.memory.push(await server.memory());
    if (!isRestarted && now > seconds / 2) {
      isRestarted = true;
      await restartOthers();
    }
    if (killEverySeconds > 0 && now - killedAt >= killEverySeconds) {
      await server.kill();
      await server.start();
      measured.kills += 1;
      killedAt = passed() ?? 0;
      say(`${Math.round(now)} s: the server was killed, and is back.`);
    }
    await pause(LOOK_EVERY_SECONDS);
  }
}

async function addKiosks(place: DatabasePlace, count: number): Promise<string[]> {
  const database = await openDatabase(place);
  const codes: string[] = [];
  for (let i = 0; i < count; i += 1) {
    codes.push((await createKiosk(database.query, `Kiosk ${i}`, `Place ${i % PLACES}`)).code);
  }
  await database.close();
  return codes;
}

async function live(
  kiosk: SimulatedKiosk,
  { heartbeatSeconds, countsSeconds }: SimulationOptions,
  isOver: () => boolean,
): Promise<void> {
  // Kiosks do not report all at once.
  await pause(Math.random() * heartbeatSeconds);
  while (!isOver()) {
    for (let s = 0; s < heartbeatSeconds; s += 1) {
      if (Math.random() < 1 / PERSON_EVERY_SECONDS) kiosk.count(new Date());
    }
    await kiosk.report(Date.now(), countsSeconds * 1000);
    await pause(heartbeatSeconds);
  }
}

async function compare(
  place: DatabasePlace,
  kiosks: readonly SimulatedKiosk[],
): Promise<{ isRight: boolean; text: string }> {
  const database = await openDatabase(place);
  const sums = COUNT_NAMES.map((name) => `coalesce(sum(${name}), 0)::int AS ${name}`).join(', ');
  const [stored] = await database.query<Counts>(
    `SELECT ${sums} FROM hours JOIN kiosks ON kiosks.id = hours.kiosk_id WHERE version = 'simulated'`,
  );
  await database.close();
  const counted = total(kiosks.flatMap((kiosk) => [...kiosk.counted.values()]));
  const isRight = COUNT_NAMES.every((name) => stored?.[name] === counted[name]);
  return {
    isRight,
    text: `${counted.people} people were counted, ${stored?.people} are stored${isRight ? ': each once.' : '. That is WRONG.'}`,
  };
}

function some(values: readonly number[]): readonly number[] {
  const step = Math.ceil(values.length / SHOWN_MEMORY);
  return values.filter((_value, i) => i % step === 0);
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
