import type { ReliabilityBin } from './reliability.ts';
import { formatShare } from './text-report.ts';

/** Share judged rightly over confidence; on the diagonal where they agree. The radius shows n. */
export function reliabilityDiagram(bins: readonly ReliabilityBin[]): string {
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
