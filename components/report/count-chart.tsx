'use client';

import { useId } from 'react';
import type { ReportMessages } from '@/lib/i18n/report/messages';
import type { Counts } from '@/lib/records/counts';
import type { Verdict } from '@/lib/vision/labels';
import { VERDICT_LOOKS } from '../verdict/verdict-look';

export interface ChartColumn {
  /** Below the column; columns between may have none. */
  readonly label: string;
  /** What a pointer on it reads. */
  readonly title: string;
  readonly counts: Counts;
}

/** From the bottom to the top of a column. */
export const STACK: readonly Verdict[] = ['with_mask', 'incorrect_mask', 'without_mask', 'unsure'];

// In units of the drawing.
const WIDTH = 960;
const HEIGHT = 300;
const LEFT = 44;
const BOTTOM = 28;
const TOP = 12;
const LEAST_TOP = 5;

/** Columns of people, stacked by what was said of them; the table beside it has the numbers. */
export function CountChart(props: {
  readonly columns: readonly ChartColumn[];
  readonly name: string;
  readonly messages: ReportMessages;
}) {
  const { columns, name, messages } = props;
  const id = useId();
  const top = niceTop(Math.max(...columns.map(({ counts }) => counts.people)));
  const scale = (HEIGHT - TOP - BOTTOM) / top;
  const step = (WIDTH - LEFT) / columns.length;
  const bar = Math.min(48, step * 0.7);
  return (
    <figure>
      {/* Smaller, its words could not be read: on a phone it scrolls. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={name} className="overflow-x-auto">
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={messages.chart(name)}
          className="w-full min-w-3xl"
        >
          <Hatches id={id} />
          {[0, top / 2, top].filter(Number.isInteger).map((value) => (
            <g key={value}>
              <line
                x1={LEFT}
                x2={WIDTH}
                y1={HEIGHT - BOTTOM - value * scale}
                y2={HEIGHT - BOTTOM - value * scale}
                stroke="var(--line)"
              />
              <text
                x={LEFT - 8}
                y={HEIGHT - BOTTOM - value * scale + 5}
                textAnchor="end"
                fontSize={15}
                fill="var(--muted)"
              >
                {value}
              </text>
            </g>
          ))}
          {columns.map(({ label, title, counts }, i) => {
            const x = LEFT + i * step + (step - bar) / 2;
            return (
              <g key={title}>
                <title>{title}</title>
                {/* Empty columns have something to point at, too. */}
                <rect x={LEFT + i * step} y={TOP} width={step} height={HEIGHT - TOP} opacity={0} />
                {segments(counts).map(({ verdict, from, people }) => (
                  <rect
                    key={verdict}
                    x={x}
                    y={HEIGHT - BOTTOM - (from + people) * scale}
                    width={bar}
                    height={people * scale}
                    fill={`url(#${id}-${verdict})`}
                    stroke="var(--surface)"
                  />
                ))}
                <text
                  x={x + bar / 2}
                  y={HEIGHT - 8}
                  textAnchor="middle"
                  fontSize={15}
                  fill="var(--muted)"
                >
                  {label}
                </text>
              </g>
            );
          })}
        </svg>
      </section>
      <figcaption className="mt-2 flex flex-wrap justify-center gap-x-5 gap-y-1 text-sm">
        {STACK.map((verdict) => (
          <span key={verdict} className="inline-flex items-center gap-2">
            <svg width={18} height={18} aria-hidden="true">
              <rect width={18} height={18} rx={4} fill={`url(#${id}-${verdict})`} />
            </svg>
            {messages.counts[verdict]}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

/** Colours with lines of their own direction, so that the colour never says it alone. */
function Hatches({ id }: { readonly id: string }) {
  return (
    <defs>
      {STACK.map((verdict, i) => (
        <pattern
          key={verdict}
          id={`${id}-${verdict}`}
          width={9}
          height={9}
          patternUnits="userSpaceOnUse"
          patternTransform={`rotate(${45 * i})`}
        >
          <rect width={9} height={9} fill={VERDICT_LOOKS[verdict].colour} />
          {/* The usual case stays plain. */}
          {i > 0 && <path d="M0 4.500H9" stroke={VERDICT_LOOKS[verdict].ink} strokeOpacity={0.5} />}
        </pattern>
      ))}
    </defs>
  );
}

function segments(counts: Counts) {
  let from = 0;
  return STACK.map((verdict) => {
    const segment = { verdict, from, people: counts[verdict] };
    from += segment.people;
    return segment;
  }).filter(({ people }) => people > 0);
}

/** The first round number that holds the value: 5, 6, 8, 10, 20, 30, 40, 50, 60, 80, 100... */
export function niceTop(value: number): number {
  if (!(value > LEAST_TOP)) return LEAST_TOP;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 3, 4, 5, 6, 8, 10].map((n) => n * power).find((n) => n >= value) ?? value;
}
