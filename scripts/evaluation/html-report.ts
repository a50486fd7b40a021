import { writeFile } from 'node:fs/promises';
import type { Box } from '../../lib/geometry.ts';
import type { JudgedFace } from '../../lib/vision/detector-types.ts';
import { FACE_LABELS, type FaceLabel, type Verdict } from '../../lib/vision/labels.ts';
import { contactSheet, escapeXml, type Tile } from '../support/contact-sheet.ts';
import type { EvaluationFigures, SizeFigures } from './figures.ts';
import type { FloorResult } from './floors.ts';
import type { JudgedPhotograph } from './judged-photograph.ts';
import { LARGE_FACE_RATIO } from './match-faces.ts';
import { reliabilityDiagram } from './reliability-diagram.ts';
import { formatRate, formatShare, kindTables } from './text-report.ts';
import type { TiltRow } from './tilt.ts';

/** An annotated face or a box on none, with where to look at it. */
interface Case {
  readonly file: string;
  /** Pixels of the upright picture. */
  readonly box: Box;
  /** Null: no face is known there. */
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
  floors: readonly FloorResult[],
  photographs: readonly JudgedPhotograph[],
): Promise<void> {
  const cases = photographs.flatMap(casesOf);
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
    ['Boxes on nothing known to be a face', cases.filter(({ truth }) => !truth).sort(bySize)],
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
<p>${figures.pictures} pictures, ${figures.unreadable} unreadable. Intervals are 95%, by a bootstrap over photographs and persons.</p>
<h2>Figures and floors</h2>
${floorTable(floors)}
${classTable(`Faces from ${100 * LARGE_FACE_RATIO}% of the longer edge`, figures.large)}
${classTable('Faces of all sizes', figures.all)}
${kindTables(figures)
  .map(
    ({ heading, rows }) =>
      `<h2>${heading}</h2>${table(
        ['found and right', ...FACE_LABELS],
        rows.map(({ kind, foundAndRight }) => [
          kind,
          ...FACE_LABELS.map((label) => formatShare(foundAndRight[label])),
        ]),
      )}`,
  )
  .join('\n')}
${figures.tilt ? `<h2>Turned portraits</h2>${tiltTable(figures.tilt)}` : ''}
<h2>Reliability: is it right as often as it says?</h2>
<p>All boxes, those on nothing included. Expected calibration error ${figures.calibrationError.toFixed(3)}.</p>
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
<p>False boxes a picture ${formatRate(part.falsePerPicture)}; on left-out faces ${formatRate(part.leftOutPerPicture)}; unsure: ${formatShare(part.unsure)} of the found faces.</p>
${table(
  [
    'true class',
    'found',
    'found and right',
    'passed as a mask, of found',
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

function floorTable(floors: readonly FloorResult[]): string {
  return table(
    ['figure', 'is', 'floor', ''],
    floors.map(({ name, figure, floor, atMost, reached }) => [
      name,
      figure.toFixed(3),
      `${atMost ? 'at most' : 'at least'} ${floor.toFixed(3)}`,
      reached ? 'reached' : 'below',
    ]),
  );
}

function tiltTable(rows: readonly TiltRow[]): string {
  return table(
    ['class', 'degrees', 'portraits', 'right', 'unsure', 'wrong', 'not found', 'surely a mask'],
    rows.map(({ label, degrees, portraits, right, unsure, wrong, notFound, sureMask }) => [
      label,
      ...[degrees, portraits, right, unsure, wrong, notFound, sureMask].map(String),
    ]),
  );
}

function casesOf({ file, faces, loose }: JudgedPhotograph): Case[] {
  return [
    ...faces.map((face) => ({ file, ...face })),
    ...loose
      .filter(({ on }) => on === 'nothing')
      .map(({ judged, heightRatio }) => ({
        file,
        box: judged.box,
        truth: null,
        heightRatio,
        judged,
      })),
  ];
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
      `is ${truth ?? 'no known face'}`,
      judged ? `${judged.label} ${(100 * judged.confidence).toFixed(0)}%` : 'not found',
    ],
  };
}
