export interface Progress {
  /** Counts one more step. `note` appears after the bar. */
  step(note?: string): void;
  /** Clears the bar from the terminal until the next step, for other output. */
  hide(): void;
  end(): void;
}

const WIDTH = 24;

/**
 * A progress bar with rate and remaining time. A terminal shows it in place; elsewhere it prints
 * one line for each tenth, so that a log stays short.
 */
export function progressBar(title: string, total: number): Progress {
  const started = performance.now();
  const terminal = process.stderr.isTTY;
  let done = 0;
  let drawnAt = 0;
  return {
    step(note = '') {
      done++;
      const tenth = Math.floor((done * 10) / total) > Math.floor(((done - 1) * 10) / total);
      const due = terminal ? performance.now() - drawnAt > 100 || done === total : tenth;
      if (!due) return;
      drawnAt = performance.now();
      const seconds = (drawnAt - started) / 1000;
      const filled = Math.round((done / total) * WIDTH);
      const bar = '#'.repeat(filled).padEnd(WIDTH, '.');
      const left = Math.round((seconds / done) * (total - done));
      const rate = (done / seconds).toFixed(1);
      const line = `${title} [${bar}] ${done}/${total}  ${rate}/s  ${left} s left  ${note}`;
      process.stderr.write(terminal ? `\r${line.trimEnd()}\x1b[K` : `${line.trimEnd()}\n`);
    },
    hide() {
      if (terminal) process.stderr.write('\r\x1b[K');
    },
    end() {
      if (terminal) process.stderr.write('\n');
    },
  };
}
