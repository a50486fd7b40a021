import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 2000;
/** tsx starts Node with this module. */
const STARTED_BY_TSX = /tsx\/dist\/preflight/;

/**
 * Ends this process when a program that started it has ended: `npm run` starts a shell, which
 * starts tsx, which starts Node. A killed program of this chain cannot end the others, and a
 * training would run on for hours. A process that Node starts directly may outlive its shell.
 */
export function leaveWithParent(): void {
  if (!process.execArgv.some((argument) => STARTED_BY_TSX.test(argument))) return;
  const chain = ancestors(process.env.npm_lifecycle_event ? 3 : 1);
  const timer = setInterval(() => {
    const now = ancestors(chain.length);
    if (now.every((id, i) => id === chain[i])) return;
    console.error('The program that started this command has ended, and so does the command.');
    process.exit(1);
  }, LOOK_EVERY_MS);
  timer.unref();
}

/** Process ids of the parent, its parent and so on: `count` of them, or fewer where unknown. */
function ancestors(count: number): number[] {
  const chain = [process.ppid];
  while (chain.length < count) {
    const parent = parentOf(chain.at(-1) as number);
    if (parent === null) break;
    chain.push(parent);
  }
  return chain;
}

/** Null where the system has no /proc: only the direct parent is watched there. */
function parentOf(processId: number): number | null {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
    // The name in parentheses may contain any character, so the fields after it are used.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}
