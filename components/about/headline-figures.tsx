import type { AboutMessages } from '@/lib/i18n/about/messages';
import type { EvaluationFacts, ShareFact } from '@/lib/model-card/facts';
import { FACE_LABELS } from '@/lib/vision/labels';

/** Below this a percent has a digit after its point. */
const SMALL_PERCENT = 10;

/** How often it is right, in four numbers; the tables below have the rest. */
export function HeadlineFigures(props: {
  readonly live: EvaluationFacts;
  readonly messages: AboutMessages['headline'];
}) {
  const { live, messages } = props;
  const { byClass } = live.figures.large;
  return (
    <section>
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {FACE_LABELS.map((label) => (
          <Figure
            key={label}
            fact={byClass[label].foundAndRight}
            text={messages.right[label]}
            messages={messages}
          />
        ))}
        <Figure
          fact={byClass.without_mask.calledMasked}
          text={messages.bareCalledMasked}
          messages={messages}
        />
      </dl>
      <p className="mt-3 max-w-3xl text-sm text-muted text-pretty">
        {messages.note(live.figures.pictures)}
      </p>
    </section>
  );
}

function Figure(props: {
  readonly fact: ShareFact;
  readonly text: string;
  readonly messages: AboutMessages['headline'];
}) {
  const { fact, text, messages } = props;
  const { low, high } = fact.interval;
  return (
    <div className="flex flex-col-reverse justify-end gap-1 rounded-2xl border border-line bg-surface p-4">
      <dt className="text-sm text-pretty">{text}</dt>
      <dd>
        <span className="text-3xl font-semibold tabular-nums sm:text-4xl">
          {percent(fact.share)}%
        </span>{' '}
        <span className="text-xs whitespace-nowrap text-muted tabular-nums">
          {messages.interval(percent(low), percent(high))}
        </span>
      </dd>
    </div>
  );
}

function percent(share: number): string {
  const value = 100 * share;
  return value.toFixed(value > 0 && value < SMALL_PERCENT ? 1 : 0);
}
