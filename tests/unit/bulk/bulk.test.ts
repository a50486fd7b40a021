import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ResultRow } from '@/lib/stills/result-rows';
import type { StillResult } from '@/lib/stills/still-result';
import { addShards } from '@/scripts/bulk/add-shards';
import { collect } from '@/scripts/bulk/collect';
import { type BulkQueue, openQueue } from '@/scripts/bulk/queue';
import { type ActiveJob, queueStatus } from '@/scripts/bulk/status';
import { readNames } from '@/scripts/check/long-list/read-names';
import { barePhotographs } from '../../harness/photographs';
import { REDIS_MISSING, startRedis } from '../../harness/servers/redis';
import { finished, projectFile, type RunningScript, startScript } from '../../support/run-script';
import { temporaryFolder } from '../../support/temporary-folder';

const LONG_MS = 400_000;
const ADDRESS = { name: 'maskgate' };

/**
 * 30 names for three shards. Each shard begins with a picture that takes a while. The rest are
 * files that are not pictures, except one outside the folder and one at a web address.
 */
async function writePictures(folder: string): Promise<string[]> {
  const pictures = path.join(folder, 'pictures');
  await mkdir(pictures, { recursive: true });
  const face = (await barePhotographs()[0]?.load()) as Buffer;
  const names = Array.from({ length: 30 }, (_, i) => `${i}.jpg`);
  for (const [i, name] of names.entries()) {
    await writeFile(path.join(pictures, name), i % 10 === 0 ? face : `no picture ${i}`);
  }
  const server = createServer((_, response) => response.end(face)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/face.jpg?a=b`;
  return [...names.slice(0, 28), '../outside.jpg', address];
}

async function redisIn(folder: string) {
  await mkdir(path.join(folder, 'redis'));
  const redis = await startRedis(path.join(folder, 'redis'));
  const queue = await openQueue({ queue: redis.url, ...ADDRESS });
  onTestFinished(async () => {
    await queue.disconnect();
    await redis.stop();
  });
  return { redis, queue };
}

/** Waits until a worker has begun a shard. */
async function untilUnderWay(queue: BulkQueue, { child }: RunningScript): Promise<void> {
  const isIts = ({ worker }: ActiveJob) => worker.endsWith(`-${child.pid}`);
  while (child.exitCode === null && !(await queueStatus(queue)).active.some(isIts)) {
    await setTimeout(100);
  }
}

describe.skipIf(REDIS_MISSING)('npm run bulk', () => {
  it(
    'gives each picture once, whatever happens to workers and Redis',
    async () => {
      const folder = await temporaryFolder();
      const { redis, queue } = await redisIn(folder);
      const names = await writePictures(folder);
      await writeFile(path.join(folder, 'list.txt'), names.join('\n'));
      const add = () => addShards(queue, readNames(path.join(folder, 'list.txt')), 10);
      expect(await add()).toEqual({ pictures: 30, shards: 3, again: 0 });
      // A list that is added twice is in the queue once.
      await add();
      expect((await queueStatus(queue)).jobs).toMatchObject({ waiting: 3, completed: 0 });

      const work = (...flags: string[]) => {
        const running = startScript('scripts/bulk.ts', folder, [
          ...['work', '--queue', redis.url, '--pictures', 'pictures', '--private-addresses'],
          ...['--processes', '1', '--engine', 'onnx', '--models', projectFile('public/models')],
          ...flags,
        ]);
        onTestFinished(() => void running.child.kill('SIGKILL'));
        return running;
      };
      const killed = work();
      await untilUnderWay(queue, killed);
      killed.child.kill('SIGKILL');

      // A worker that gets SIGTERM returns its shard at once.
      const stopped = work();
      await untilUnderWay(queue, stopped);
      stopped.child.kill('SIGTERM');
      await finished(stopped);
      expect((await queueStatus(queue)).jobs).toMatchObject({ failed: 0 });

      const part = await collect(queue, path.join(folder, 'part'));
      expect(part.missing).toBeGreaterThan(0);
      expect(part.shards + part.missing).toBe(3);

      const last = work('--until-done');
      await untilUnderWay(queue, last);
      await redis.restart();
      await finished(last);

      const out = path.join(folder, 'out');
      const { summary, missing } = await collect(queue, out);
      expect(missing).toBe(0);
      const lines = (await readFile(path.join(out, 'results.jsonl'), 'utf8')).trimEnd().split('\n');
      const results = lines.map((line) => JSON.parse(line) as StillResult);
      expect(results.map(({ file }) => file)).toEqual(names);
      for (const i of [0, 10, 20, 29]) {
        expect(results[i]).toMatchObject({ faces: [{ label: 'without_mask' }] });
      }
      expect(summary).toMatchObject({
        pictures: 30,
        faces: { without_mask: 4 },
        errors: { 'not-an-image': 25, 'image-unreadable': 1 },
      });
      const table = await asyncBufferFromFile(path.join(out, 'results.parquet'));
      const rows = (await parquetReadObjects({ file: table })) as ResultRow[];
      expect(rows.map(({ file }) => file)).toEqual(names);
      expect(rows[0]).toMatchObject({ face: 1, label: 'without_mask', error: null });
      expect(rows[0]?.box_width).toBeGreaterThan(20);
      expect(rows[5]).toMatchObject({ face: null, error: 'not-an-image' });
    },
    LONG_MS,
  );

  it(
    'takes no work if it cannot judge',
    async () => {
      const folder = await temporaryFolder();
      const { redis, queue } = await redisIn(folder);
      const names = async function* () {
        yield 'a.jpg';
      };
      await addShards(queue, names(), 10);
      const args = ['work', '--queue', redis.url, '--engine', 'onnx', '--models', folder];
      const output = await finished(startScript('scripts/bulk.ts', folder, args), 1);
      expect(output).toContain('face-finder/manifest.json');
      expect((await queueStatus(queue)).jobs).toMatchObject({ waiting: 1, failed: 0 });
    },
    LONG_MS,
  );
});

it.skipIf(REDIS_MISSING)('waits for a Redis that restarts', async () => {
  const folder = await temporaryFolder();
  const { redis } = await redisIn(folder);
  const restarted = redis.restart();
  const queue = await openQueue({ queue: redis.url, ...ADDRESS }, 20_000);
  await restarted;
  expect((await queueStatus(queue)).jobs.waiting).toBe(0);
  await queue.disconnect();
});

it('says that Redis does not answer, without the password', async () => {
  const opened = openQueue({ queue: 'redis://user:secret@127.0.0.1:1', ...ADDRESS });
  await expect(opened).rejects.toThrow(
    /^Redis at 127\.0\.0\.1:1 does not answer: connect ECONNREFUSED/,
  );
});
