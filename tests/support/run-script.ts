import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from 'vitest';

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

export const projectFile = (name: string) =>
  fileURLToPath(new URL(`../../${name}`, import.meta.url));

export interface RunningScript {
  readonly child: ChildProcess;
  /** Everything that the script has printed so far. */
  output(): string;
}

/** Starts a command of the project in a folder of its own, where its runs/ and .cache go. */
export function startScript(
  script: string,
  folder: string,
  args: readonly string[],
): RunningScript {
  const child = spawn(process.execPath, ['--import', TSX, projectFile(script), ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  }
  return { child, output: () => output };
}

/** Waits for a script to end with `code`. @returns what it has printed */
export async function finished({ child, output }: RunningScript, code = 0): Promise<string> {
  const [actual] = await once(child, 'close');
  expect(actual, output()).toBe(code);
  return output();
}

/** Kills a script, as a power cut would, as soon as a given file exists. */
export async function killWhenThere(child: ChildProcess, file: string): Promise<void> {
  const closed = once(child, 'close');
  while (!existsSync(file) && child.exitCode === null) await setTimeout(20);
  child.kill('SIGKILL');
  const [, signal] = await closed;
  expect(signal).toBe('SIGKILL');
}
