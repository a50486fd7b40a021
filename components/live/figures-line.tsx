'use client';

import { FRAME_STAGES } from '@/lib/stages';
import type { EngineInfo } from '@/lib/vision/engine/engine';
import type { Figures } from '../detection/performance-meter';
import { useMessages } from '../shell/use-messages';
import { useSettings } from '../shell/use-settings';

interface FiguresLineProps {
  /** Null before the first figures. */
  readonly figures: Figures | null;
  /** Null before the engine runs. */
  readonly engine: EngineInfo | null;
  /** Number of people seen so far. */
  readonly people: number;
}

/** Number of people and frame rate. A setting adds the time of each stage. */
export function FiguresLine({ figures, engine, people }: FiguresLineProps) {
  const { figures: words, live } = useMessages();
  const { showTimes } = useSettings();
  return (
    <p className="flex min-h-5 flex-wrap items-baseline justify-center gap-x-4 gap-y-0.5 px-1 text-xs text-muted tabular-nums short:hidden lg:justify-start">
      <Figure value={live.peopleCount(people)} />
      {figures && <Figure value={`${toRate(figures.framesPerSecond)} ${words.framesPerSecond}`} />}
      {figures &&
        showTimes &&
        FRAME_STAGES.map((stage) => (
          <Figure
            key={stage}
            name={words.stages[stage]}
            stage={{ name: stage, ms: figures.timesMs[stage] }}
            value={words.milliseconds(figures.timesMs[stage].toFixed(0))}
          />
        ))}
      {engine && (
        <Figure
          value={
            engine.backend === 'wasm'
              ? words.engines.wasm(engine.threads)
              : words.engines[engine.backend]
          }
        />
      )}
    </p>
  );
}

function toRate(framesPerSecond: number): string {
  return framesPerSecond.toFixed(framesPerSecond < 10 ? 1 : 0);
}

function Figure({ name, value, stage }: FigureProps) {
  return (
    <span data-stage={stage?.name} data-ms={stage?.ms.toFixed(2)}>
      {name && `${name} `}
      <span className={name && 'font-medium text-ink'}>{value}</span>
    </span>
  );
}

interface FigureProps {
  readonly name?: string;
  readonly value: string;
  /** For programs, with more digits than the display. */
  readonly stage?: { readonly name: string; readonly ms: number };
}
