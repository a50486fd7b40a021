import { rm } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { simulate } from '../../../scripts/fleet/simulation.ts';
import { findPostgres, startPostgres } from '../../harness/servers/postgres.ts';
import { emptyPgliteFolder } from '../../support/fleet/pglite-folder.ts';

/** `npm run fleet:simulate`, shortened: its full length takes 15 minutes. */
const SHORT = {
  kiosks: 20,
  seconds: 10,
  heartbeatSeconds: 1,
  countsSeconds: 2,
  killEverySeconds: 4,
  cutSeconds: 5,
  environment: {},
  say: () => undefined,
};
const LIMIT_MS = 300_000;
const hasPostgres = (await findPostgres()) !== null;

it(
  'no count is lost or doubled while the server is killed and kiosks have no network',
  async () => {
    const folder = await emptyPgliteFolder();
    const restartOthers = async () => undefined;
    const { isRight, text } = await simulate({ ...SHORT, place: { folder }, restartOthers });
    await rm(folder, { recursive: true });
    expect(text).toMatch(/killed [1-9]/);
    expect(text).toMatch(/^[1-9]\d* people were counted/);
    expect(isRight, text).toBe(true);
  },
  LIMIT_MS,
);

const skipped = hasPostgres ? '' : ' (skipped: PostgreSQL is not installed, see .ci/run)';
it.skipIf(!hasPostgres)(
  `no count is lost or doubled while PostgreSQL is restarted${skipped}`,
  async () => {
    const postgres = await startPostgres();
    const { isRight, text } = await simulate({
      ...SHORT,
      killEverySeconds: 0,
      place: { url: postgres.url },
      restartOthers: postgres.restart,
    });
    await postgres.stop();
    expect(isRight, text).toBe(true);
  },
  LIMIT_MS,
);
