import { writeFile } from 'node:fs/promises';
import type { Box } from '../../lib/geometry.ts';
import type { JudgedFace } from '../../lib/vision/detector-types.ts';
import { FACE_LABELS, type FaceLabel, type Verdict } from '../../lib/vision/labels.ts';
import { contactSheet, escapeXml, type Tile } from '../support/contact-sheet.ts';
import {
  type EvaluationFigures,
  formatShare,
  LARGE_FACE_RATIO,
  type ReliabilityBin,
  type SizeFigures,
} from './figures.ts';

/** One annotated face or one unexplained box, with where to look at it. */
export interface Case {
  readonly file: string;
  /** Pixels of the upright picture. */
  readonly box: Box;
  /** Null: nobody marked a face there. */
  readonly truth: FaceLabel | null;
  /** Height as a part of the picture's longer edge. */
  readonly heightRatio: number;
  /** Null: not found. */
  readonly judged: JudgedFace | null;
}

const VERDICTS: readonly Verdict[] = [...FACE_LABELS, 'unsure'];
/** Pictures of each kind of trouble. */
const WORST = 40;

/** Writes one self-contained page: tables, reliability diagram and the worst cases as pictures. */
export async function writeHtmlReport(
  file: string,
  title: string,
  figures: EvaluationFigures,
  cases: readonly Case[],
): Promise<void> {
  const large = cases.filter(({ heightRatio }) => heightRatio >= LARGE_FACE_RATIO);
  const byConfidence = (a: Case, b: Case) =>
    (b.judged?.confidence ?? 0) - (a.judged?.confidence ?? 0);
  const bySize = (a: Case, b: Case) => b.heightRatio - a.heightRatio;
  const sections: [string, Case[]][] = [
    [
      'Passed wrongly: called with_mask',
      large
        .filter(
          ({ truth, judged }) => truth && truth !== 'with_mask' && judged?.label === 'with_mask',
        )
        .sort(byConfidence),
    ],
    [
      'Judged wrongly otherwise',
      large
        .filter(
          ({ truth, judged }) =>
            truth &&
            judged &&
            judged.label !== truth &&
            judged.label !== 'unsure' &&
            judged.label !== 'with_mask',
        )
        .sort(byConfidence),
    ],
    ['Not found, largest first', large.filter(({ judged }) => !judged).sort(bySize)],
    ['Boxes that nobody marked', cases.filter(({ truth }) => !truth).sort(bySize)],
  ];
  const pictures = await Promise.all(
    sections.map(async ([heading, found]) => {
      if (found.length === 0) return `<h2>${heading}</h2><p>None.</p>`;
      const sheet = await contactSheet(found.slice(0, WORST).map(tileOf), {
        columns: 8,
        tile: 160,
      });
      return `<h2>${heading} (${found.length})</h2><img alt="" src="data:image/png;base64,${sheet.toString('base64')}">`;
    }),
  );
  await writeFile(
    file,
    `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escapeXml(title)}</title>
<style>
  body { font: 16px/1.5 system-ui; max-width: 90rem; margin: 2rem auto; padding: 0 1rem }
  table { border-collapse: collapse } td, th { border: 1px solid #ccc; padding: 0.2rem 0.6rem; text-align: left }
  img { max-width: 100% }
</style>
<h1>${escapeXml(title)}</h1>
<p>${figures.pictures} pictures, ${figures.unreadable} unreadable. Intervals are 95%.</p>
${classTable(`Faces from ${100 * LARGE_FACE_RATIO}% of the longer edge`, figures.large)}
${classTable('Faces of all sizes', figures.all)}
<h2>Found and right by size</h2>
${table(
  ['face height', ...FACE_LABELS],
  figures.bySize.map(({ from, to, foundAndRight }) => [
    `${100 * from}%${to === null ? ' and more' : ` to ${100 * to}%`}`,
    ...FACE_LABELS.map((label) => formatShare(foundAndRight[label])),
  ]),
)}
<h2>Reliability: is it right as often as it says?</h2>
${reliabilityDiagram(figures.reliability)}
${pictures.join('\n')}
</html>
`,
  );
}

function classTable(heading: string, part: SizeFigures): string {
  const rows = FACE_LABELS.map((label) => {
    const c = part.byClass[label];
    return [
      label,
      formatShare(c.found),
      formatShare(c.foundAndRight),
      formatShare(c.calledMasked),
      formatShare(c.unsure),
      ...VERDICTS.map((verdict) => String(c.verdicts[verdict])),
    ];
  });
  return `<h2>${heading}</h2>
<p>${part.unmatchedPerPicture.toFixed(2)} boxes a picture that nobody marked; unsure: ${formatShare(part.unsure)} of the found faces.</p>
${table(
  [
    'true class',
    'found',
    'found and right',
    'called with_mask, of found',
    'unsure, of found',
    ...VERDICTS.map((verdict) => `as ${verdict}`),
  ],
  rows,
)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeXml(cell)}</${tag}>`).join('')}</tr>`;
  return `<table>${line(head, 'th')}${rows.map((row) => line(row, 'td')).join('')}</table>`;
}

/** Share judged rightly over confidence; on the diagonal where they agree. The radius shows n. */
function reliabilityDiagram(bins: readonly ReliabilityBin[]): string {
  const edge = 320;
  const x = (value: number) => (40 + value * edge).toFixed(1);
  const y = (value: number) => (edge + 10 - value * edge).toFixed(1);
  const most = Math.max(1, ...bins.map(({ right }) => right.n));
  const dots = bins.map(
    ({ confidence, right }) =>
      `<line x1="${x(confidence)}" x2="${x(confidence)}" y1="${y(right.interval.low)}" y2="${y(right.interval.high)}" stroke="#0f766e"/>` +
      `<circle cx="${x(confidence)}" cy="${y(right.share)}" r="${(3 + 7 * Math.sqrt(right.n / most)).toFixed(1)}" fill="#0f766e">` +
      `<title>says ${(100 * confidence).toFixed(0)}%, right ${formatShare(right)}</title></circle>`,
  );
  return `<svg width="${edge + 60}" height="${edge + 50}" role="img" aria-label="Share judged rightly over confidence">
<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#999" stroke-dasharray="4"/>
<path d="M${x(0)} ${y(1)}V${y(0)}H${x(1)}" fill="none" stroke="#333"/>
${dots.join('')}
<text x="${x(0.5)}" y="${edge + 45}" text-anchor="middle" font-size="14">confidence, 0 to 100%</text>
<text transform="translate(20 ${y(0.5)}) rotate(-90)" text-anchor="middle" font-size="14">judged rightly</text>
</svg>`;
}

function tileOf({ file, box, truth, judged }: Case): Tile {
  const side = 2 * Math.max(box.width, box.height);
  return {
    picture: file,
    part: {
      x: box.x + (box.width - side) / 2,
      y: box.y + (box.height - side) / 2,
      width: side,
      height: side,
    },
    caption: [
      `is ${truth ?? 'not marked'}`,
      judged ? `${judged.label} ${(100 * judged.confidence).toFixed(0)}%` : 'not found',
    ],
  };
}
