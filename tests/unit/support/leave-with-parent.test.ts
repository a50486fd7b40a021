import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { projectFile } from '../../support/run-script';

const TSX = createRequire(import.meta.url).resolve('tsx/cli');
const COMMAND = projectFile('tests/support/processes/endless-command.ts');
/** Enough for three starts of Node on a busy machine. */
const TEST_LIMIT_MS = 120_000;
const LIMIT_MS = 20_000;

/** The command's process id, which it prints when it runs. */
async function commandOf(starter: ChildProcess): Promise<number> {
  const [line] = await once(starter.stdout as NodeJS.ReadableStream, 'data');
  return Number(line);
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

async function expectToLeave(processId: number): Promise<void> {
  try {
    await expect.poll(() => isRunning(processId), { timeout: LIMIT_MS, interval: 200 }).toBe(false);
  } finally {
    if (isRunning(processId)) process.kill(processId, 'SIGKILL');
  }
}

it('ends a command whose tsx was killed', { timeout: TEST_LIMIT_MS }, async () => {
  const tsx = spawn(process.execPath, [TSX, COMMAND], { stdio: ['ignore', 'pipe', 'inherit'] });
  const command = await commandOf(tsx);
  expect(command).not.toBe(tsx.pid);
  expect(isRunning(command)).toBe(true);
  tsx.kill('SIGKILL');
  await expectToLeave(command);
});

// Without /proc only the direct parent can be watched.
it.skipIf(!existsSync('/proc/self/stat'))(
  'ends a command whose npm was killed',
  { timeout: TEST_LIMIT_MS },
  async () => {
    // Like npm run: a shell that stays and runs tsx.
    const npm = spawn('npm', ['exec', '--call', `tsx ${COMMAND}; true`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const command = await commandOf(npm);
    npm.kill('SIGKILL');
    await expectToLeave(command);
  },
);

it('does not end a command that a shell started directly', { timeout: TEST_LIMIT_MS }, async () => {
  // The shell ends at once, as when a user logs out after `nohup node ... &`.
  const shell = spawn('sh', ['-c', `"${process.execPath}" --import tsx "${COMMAND}" & sleep 0.1`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const command = await commandOf(shell);
  await new Promise((resolve) => setTimeout(resolve, 5000));
  expect(isRunning(command)).toBe(true);
  process.kill(command, 'SIGKILL');
});
