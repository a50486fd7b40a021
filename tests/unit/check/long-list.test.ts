import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { StillResult } from '@/lib/stills/still-result';
import { checkOptions } from '@/scripts/check';
import { checkList } from '@/scripts/check/long-list/check-list';
import { parseShard, readNames } from '@/scripts/check/long-list/read-names';
import { parseOptions } from '@/scripts/support/options';
import { madeStills, writeStills } from '../../support/made-stills';
import { finished, projectFile, startScript } from '../../support/run-script';
import { temporaryFolder } from '../../support/temporary-folder';

const ENGINE = { engine: 'onnx', models: projectFile('public/models') } as const;
const FLAGS = ['--engine', ENGINE.engine, '--models', ENGINE.models];
/** A command needs a few seconds, many times that on a busy machine. */
const LONG_MS = 240_000;

/** A folder with small photographs and ten broken files, and a list of them. */
async function listedStills(photographs: number) {
  const folder = await temporaryFolder();
  const stills = (await madeStills(photographs)).filter(
    ({ name, error }) => error || name.includes('face-'),
  );
  await writeStills(folder, stills);
  const names = stills.map(({ name }) => path.join(folder, name));
  const list = path.join(folder, 'list.txt');
  await writeFile(list, `\uFEFF${names.join('\r\n')}\r\n\r\n`);
  return { folder, names, list };
}

async function resultsIn(folder: string): Promise<StillResult[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl'));
  const files = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return files.flatMap((text) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as StillResult),
  );
}

describe('npm run check -- --list', () => {
  it(
    'gives one result per picture of each shard, and the same file on a second run',
    async () => {
      const { folder, names, list } = await listedStills(3);
      const out = path.join(folder, 'out');
      const check = (shard: string, resume = false) =>
        checkList(readNames(list, parseShard(shard)), { folder: out, resume }, ENGINE);
      const { file } = await check('1/2');
      const once = await readFile(file, 'utf8');
      expect((await check('1/2')).file).toBe(file);
      expect(await readdir(out)).toEqual([path.basename(file)]);
      expect(await readFile(file, 'utf8')).toBe(once);

      const { summary, judged } = await check('2/2');
      expect(summary.pictures).toBe(Math.floor(names.length / 2));
      expect(judged).toBe(summary.pictures);
      const results = await resultsIn(out);
      expect(results.map((result) => result.file).sort()).toEqual([...names].sort());
      expect(results.filter((result) => 'error' in result).length).toBe(names.length - 3);
      expect(await check('2/2', true)).toMatchObject({ summary, judged: 0 });
    },
    LONG_MS,
  );

  it(
    'goes on where it was killed, and keeps every result',
    async () => {
      const { folder, names } = await listedStills(8);
      const killed = path.join(folder, 'killed');
      await mkdir(killed);
      const check = () =>
        startScript('scripts/check.ts', folder, [
          ...['--list', 'list.txt', '--results', 'killed', '--resume'],
          ...FLAGS,
        ]);
      const { child } = check();
      for (let size = 0; size < 1000 && child.exitCode === null; await setTimeout(20)) {
        const [part] = await readdir(killed);
        size = part ? (await stat(path.join(killed, part))).size : 0;
      }
      child.kill('SIGKILL');
      const [name] = await readdir(killed);
      expect(name).toMatch(/\.part$/);
      const part = path.join(killed, name as string);
      // Cut in the middle of a line, as a full disk leaves it.
      const lines = (await readFile(part, 'utf8')).slice(0, -10).split('\n');
      await writeFile(part, lines.join('\n'));

      const output = await finished(check());
      const before = lines.length - 1;
      expect(before).toBeGreaterThan(0);
      expect(output).toContain(`(${before} of its pictures finished before)`);
      expect(output).toContain('pictures a second');
      expect((await readdir(killed)).map((file) => path.extname(file))).toEqual(['.jsonl']);
      const results = await resultsIn(killed);
      expect(results.map((result) => result.file)).toEqual(names);
      expect(results.slice(0, before)).toEqual(
        lines.slice(0, before).map((line) => JSON.parse(line)),
      );
    },
    LONG_MS,
  );

  it(
    'reads standard input as it arrives',
    async () => {
      const { folder } = await listedStills(1);
      const script = projectFile('scripts/check.ts');
      const args = ['--import', import.meta.resolve('tsx'), script, '--list', '-', '--json'];
      const child = spawn(process.execPath, [...args, ...FLAGS], {
        cwd: folder,
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      // The second name is sent when the first has been answered.
      const answers: StillResult[] = [];
      child.stdin.write('broken/text.jpg\n');
      for await (const chunk of child.stdout) {
        answers.push(JSON.parse(String(chunk)));
        if (answers.length === 1) child.stdin.end('broken/empty.jpg\n');
      }
      expect(answers).toMatchObject([
        { file: 'broken/text.jpg', error: { code: 'not-an-image' } },
        { file: 'broken/empty.jpg', error: { code: 'file-empty' } },
      ]);
    },
    LONG_MS,
  );

  it.each([
    [['--list', 'a.txt', '--shard', '3/2'], '3/2 is no shard'],
    [['--list', 'a.txt', '--shard', '0/2'], '0/2 is no shard'],
    [['--list', 'a.txt', 'a.jpg'], 'Name photographs, films or folders, or give a --list'],
    [['--list', 'a.txt', '--resume'], '--resume goes on in --results'],
    [['a.jpg', '--results', 'out'], '--results are those of a --list'],
    [[], 'Name photographs'],
  ])('says what is wrong with %j', (flags, words) => {
    expect(() => parseOptions(checkOptions, flags, undefined, 'photos')).toThrow(words);
  });
});

describe('readNames', () => {
  it('splits a list into shards that together are the list', async () => {
    const file = path.join(await temporaryFolder(), 'list.txt');
    const names = Array.from({ length: 1000 }, (_, i) => `${i}.jpg`);
    await writeFile(file, names.join('\n\n'));
    const shards: string[][] = [];
    for (const i of [1, 2, 3]) {
      const shard: string[] = [];
      for await (const name of readNames(file, parseShard(`${i}/3`))) shard.push(name);
      shards.push(shard);
    }
    expect(shards.map(({ length }) => length)).toEqual([334, 333, 333]);
    expect(new Set(shards.flat())).toEqual(new Set(names));
  });

  it('says that a list cannot be read', async () => {
    const names = readNames(path.join(await temporaryFolder(), 'none.txt'));
    await expect(names.next()).rejects.toThrow('The list cannot be read: ENOENT');
  });
});
