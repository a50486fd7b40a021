import { FRAME_STAGES } from '../../lib/stages.ts';
import type { LiveFigures } from './live.ts';

export interface BenchRow {
  /** Number of faces before the camera. */
  readonly faces: number;
  readonly live: LiveFigures;
  /** Time of @vladmandic/human for finding faces in one frame. */
  readonly humanMs: number;
}

/** One row for each number of faces, as Markdown. */
export function printTable(rows: readonly BenchRow[]): void {
  const [first] = rows;
  if (!first) return;
  console.log(`\nEngine: ${first.live.engine}, threads: ${first.live.threads}\n`);
  const columns = [
    'faces',
    'seen',
    'frames/s',
    'page frames/s',
    ...FRAME_STAGES,
    'whole',
    'human',
    'ratio',
  ];
  console.log(`| ${columns.join(' | ')} |\n|${' --- |'.repeat(columns.length)}`);
  for (const { faces, live, humanMs } of rows) {
    const whole = FRAME_STAGES.reduce((sum, stage) => sum + live.timesMs[stage], 0);
    const cells = [
      faces,
      live.faces,
      live.framesPerSecond.toFixed(1),
      live.pageFramesPerSecond.toFixed(1),
      ...FRAME_STAGES.map((stage) => live.timesMs[stage].toFixed(1)),
      whole.toFixed(1),
      humanMs.toFixed(1),
      (whole / humanMs).toFixed(2),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
  console.log(
    '\nStages, whole and human in ms a frame; human: face finding alone by @vladmandic/human; ratio: whole to human.',
  );
}
