'use client';

import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { ReportMessages } from '@/lib/i18n/report/messages';
import type { Counts } from '@/lib/records/counts';
import type { Verdict } from '@/lib/vision/labels';
import { VERDICT_LOOKS } from '../verdict/verdict-look';
import { countTicks, labelStep } from './chart-scale';

export interface ChartColumn {
  readonly label: string;
  /** Label below the column, where it fits. */
  readonly short: string;
  readonly counts: Counts;
}

/** The order in a column, from the bottom. */
const STACK: readonly Verdict[] = ['with_mask', 'incorrect_mask', 'without_mask', 'unsure'];

const HEIGHT_PX = 240;
const LEFT_PX = 44;
const BOTTOM_PX = 28;
const TOP_PX = 12;
const TEXT_PX = 13;
const WIDEST_BAR_PX = 48;

/**
 * Columns of people, stacked by verdict, in the width of the page. The table below has the numbers.
 */
export function CountChart(props: {
  readonly columns: readonly ChartColumn[];
  readonly name: string;
  readonly messages: ReportMessages;
}) {
  const { columns, name, messages } = props;
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const { ticks, top } = countTicks(Math.max(...columns.map(({ counts }) => counts.people)));
  const scale = (HEIGHT_PX - TOP_PX - BOTTOM_PX) / top;
  const yOf = (people: number) => HEIGHT_PX - BOTTOM_PX - people * scale;
  const step = Math.max(0, width - LEFT_PX) / columns.length;
  const bar = Math.min(WIDEST_BAR_PX, step * 0.7);
  const everyLabel = labelStep(step);
  return (
    <figure className="mb-4">
      <div ref={place} style={{ height: HEIGHT_PX }}>
        <svg
          width={width}
          height={HEIGHT_PX}
          role="img"
          aria-label={messages.chart(name)}
          fontSize={TEXT_PX}
          className="block"
        >
          <Hatches id={id} />
          {ticks.map((value) => (
            <g key={value}>
              <line x1={LEFT_PX} x2={width} y1={yOf(value)} y2={yOf(value)} stroke="var(--line)" />
              <text x={LEFT_PX - 8} y={yOf(value) + 4} textAnchor="end" fill="var(--muted)">
                {value}
              </text>
            </g>
          ))}
          {columns.map(({ label, short, counts }, i) => {
            const left = LEFT_PX + i * step;
            return (
              <g key={label}>
                <title>{`${label}: ${counts.people}`}</title>
                {/* Empty columns have something to point at, too. */}
                <rect x={left} y={TOP_PX} width={step} height={HEIGHT_PX - TOP_PX} opacity={0} />
                {segments(counts).map(({ verdict, from, people }) => (
                  <rect
                    key={verdict}
                    x={left + (step - bar) / 2}
                    y={yOf(from + people)}
                    width={bar}
                    height={people * scale}
                    fill={`url(#${id}-${verdict})`}
                    stroke="var(--surface)"
                  />
                ))}
                {i % everyLabel === 0 && (
                  <text
                    x={left + step / 2}
                    y={HEIGHT_PX - 8}
                    textAnchor="middle"
                    fill="var(--muted)"
                  >
                    {short}
                  </text>
                )}
              </g>
            );
          })}
        </svg>
      </div>
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

/** Patterns in addition to colours: a verdict must be recognisable without colour. */
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

/** The width of an element, px; 0 before it is laid out. */
function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    setWidth(target.clientWidth);
    const observer = new ResizeObserver(() => setWidth(target.clientWidth));
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
