import { isJudged, type StillResult } from '../../lib/stills/still-result.ts';

/** A result as lines for a person: the file, then each face. */
export function describeStill(result: StillResult): string {
  if (!isJudged(result)) return `${result.file}\n  ${result.error.code}: ${result.error.message}`;
  const { file, faces, moreFaces, ms } = result;
  const rows = faces.map(({ label, worn, confidence, box }) => {
    const percent = (100 * confidence).toFixed(0).padStart(3);
    const size = `${Math.round(box.width)} x ${Math.round(box.height)} px`;
    const place = `at ${Math.round(box.x)}, ${Math.round(box.y)}`;
    const way = worn ? `  ${worn}` : '';
    return `  ${label.padEnd(14)} ${percent}%  ${size} ${place}${way}`;
  });
  if (moreFaces) rows.push(`  more faces than these ${faces.length}`);
  if (rows.length === 0) rows.push('  no face found');
  return [`${file}  (${ms} ms)`, ...rows].join('\n');
}
