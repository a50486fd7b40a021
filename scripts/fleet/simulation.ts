import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  /** Address of a PostgreSQL; null for a PGlite in a new folder. */
  readonly database: string | null;
  readonly say: (sentence: string) => void;
}

/** Nobody has passed at a door for longer than this, s on average. */
const PERSON_EVERY_SECONDS = 20;
const MEMORY_EVERY_SECONDS = 10;
/** Rounds in which what is left must be handed in. */
const LAST_ROUNDS = 60;
const PLACES = 20;

/** @returns whether every count is there once, and the figures as text */
export async function simulate(
  options: SimulationOptions,
): Promise<{ isRight: boolean; text: string }> {
  const folder = options.database ? null : await mkdtemp(join(tmpdir(), 'maskgate-simulated-'));
  const place: DatabasePlace = folder ? { folder } : { url: options.database ?? '' };
  const codes = await addKiosks(place, options.kiosks);
  const server = new SimulatedServer(place);
  await server.start();
  const began = performance.now();
  const answers: number[] = [];
  let missing = 0;
  let isOver = false;
  const passed = () => (performance.now() - began) / 1000;
  const cutFrom = options.seconds / 10;
  const kiosks = codes.map(
    (_code, number) =>
      new SimulatedKiosk(number, {
        url: () => server.url,
        isCut: (one) =>
          !isOver && one % 3 === 0 && passed() > cutFrom && passed() < cutFrom + options.cutSeconds,
        onAnswer: (ms) => {
          if (ms === null) missing += 1;
          else answers.push(ms);
        },
      }),
  );
  for (const [i, code] of codes.entries()) await kiosks[i]?.enrol(code);
  options.say(`${kiosks.length} kiosks are enrolled.`);

  const memory: number[] = [];
  let kills = 0;
  const disturb = async () => {
    let killedAt = passed();
    while (!isOver) {
      await pause(MEMORY_EVERY_SECONDS);
      memory.push(await server.memory());
      if (!options.killEverySeconds || passed() - killedAt < options.killEverySeconds) continue;
      await server.kill();
      await server.start();
      kills += 1;
      killedAt = passed();
      options.say(`${Math.round(passed())} s: the server was killed and is back.`);
    }
  };
  const disturbance = disturb();
  await Promise.all(kiosks.map((kiosk) => live(kiosk, options, () => passed() > options.seconds)));
  isOver = true;
  await disturbance;
  for (let round = 0; round < LAST_ROUNDS; round += 1) {
    const done = await Promise.all(kiosks.map((kiosk) => kiosk.report(Date.now(), 0)));
    if (done.every(Boolean)) break;
  }
  await server.kill();
  const result = await compare(place, kiosks);
  if (folder) await rm(folder, { recursive: true });
  answers.sort((a, b) => a - b);
  const at = (share: number) => Math.round(answers[Math.floor(share * (answers.length - 1))] ?? 0);
  return {
    isRight: result.isRight,
    text: [
      result.text,
      `${answers.length} answers, ${missing} did not come. p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms.`,
      `The server was killed ${kills} times. Its memory: ${memory.join(', ')} MB.`,
    ].join('\n'),
  };
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

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
