import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Judgement, placeInPhotograph } from '../../audit/judgements.ts';
import { PATCH_SIZE } from '../../data/crops/crops.ts';
import { escapeXml, writeContactSheet } from '../../support/contact-sheet.ts';
import type { EpochRecord } from '../fit.ts';
import { curvesSvg } from './curves.ts';
import { argmax, softmax } from './metrics.ts';
import { writeTensorboard } from './tensorboard.ts';
import { formatReport, type TestedCrop, type TestReport } from './test-report.ts';

/** Mistakes in the picture. */
const WORST = 60;

interface RunReport {
  readonly history: readonly EpochRecord[];
  readonly report: TestReport;
  readonly validated: readonly TestedCrop[];
  readonly tested: readonly TestedCrop[];
  readonly temperature: number;
}

/**
 * A run's results in its folder: `history.json`, `curves.svg`, `test.json`, `judgements.json`,
 * `mistakes.png` and a page of them, `report.html`; with TensorFlow for Node also `tensorboard`.
 */
export async function writeRunReport(folder: string, run: RunReport): Promise<void> {
  const at = (name: string) => path.join(folder, name);
  const curves = curvesSvg(run.history);
  await writeFile(at('history.json'), JSON.stringify(run.history, null, 1));
  await writeFile(at('curves.svg'), curves);
  await writeTensorboard(folder, run.history);
  await writeFile(at('test.json'), JSON.stringify(run.report, null, 1));
  const judged = [...run.validated, ...run.tested];
  const judgements = judgementsOf(judged, run.report.labels, run.temperature);
  await writeFile(at('judgements.json'), JSON.stringify(judgements));
  await writeMistakes(at('mistakes.png'), run);
  await writeFile(at('report.html'), page(path.basename(folder), curves, run.report));
}

/** The test faces whose true class was given the least probability. */
async function writeMistakes(file: string, run: RunReport): Promise<void> {
  const { tested, report, temperature } = run;
  const worst = tested
    .map(({ judged: { truth, logits }, photograph, patch }) => {
      const shares = softmax(logits, temperature);
      return { patch, photograph, truth, answer: argmax(logits), given: shares[truth] ?? 0 };
    })
    .filter(({ truth, answer }) => truth !== answer)
    .sort((a, b) => a.given - b.given)
    .slice(0, WORST);
  const tiles = worst.map(({ patch, photograph, truth, answer, given }) => ({
    picture: { data: patch(), width: PATCH_SIZE, height: PATCH_SIZE, channels: 3 as const },
    caption: [
      `is ${report.labels[truth]} (${(100 * given).toFixed(0)}%)`,
      `judged ${report.labels[answer]}`,
      path.basename(photograph.name),
    ],
  }));
  await writeContactSheet(file, tiles, { title: 'The worst mistakes', columns: 10, tile: 150 });
}

function page(name: string, curves: string, report: TestReport): string {
  return `<!doctype html>
<meta charset="utf-8">
<title>${escapeXml(name)}</title>
<style>body { font: 16px/1.5 system-ui; max-width: 100rem; margin: 2rem auto } img, svg { max-width: 100% }</style>
<h1>${escapeXml(name)}</h1>
<pre>${escapeXml(formatReport(report))}</pre>
${curves}
<p><img src="mistakes.png" alt="The worst mistakes"></p>
`;
}

/**
 * What the model says of faces that it has not learnt from, for `npm run audit -- --judgements`, which
 * shows the labels that it contradicts most.
 */
function judgementsOf(
  tested: readonly TestedCrop[],
  labels: TestReport['labels'],
  temperature: number,
): Judgement[] {
  return tested.map(({ crop, photograph, judged }) => {
    const shares = softmax(judged.logits, temperature);
    return {
      file: `${photograph.dataset}/${photograph.name}`,
      ...placeInPhotograph(crop, photograph),
      label: crop.label,
      scores: Object.fromEntries(labels.map((label, i) => [label, shares[i] ?? 0])),
    };
  });
}
