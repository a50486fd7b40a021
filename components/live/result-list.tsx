'use client';

import type { LiveDetector } from '@/lib/vision/live/live-detector';
import type { LiveResult } from '../detection/use-live-detection';
import { useMessages } from '../shell/use-messages';
import { faceAttributes } from '../stage/face-attributes';
import { toPercent, verdictWords } from '../stage/painted-faces';

interface ResultListProps {
  readonly result: LiveResult;
  /** Null before the engine is ready. */
  readonly engine: LiveDetector['engine'] | null;
}

/**
 * The results as text, for assistive technology and for programs: `data-` attributes hold frame
 * pixels of the unmirrored picture.
 */
export function ResultList({ result, engine }: ResultListProps) {
  const messages = useMessages();
  const { live } = messages;
  const { people, count, framesJudged, memory } = result;
  return (
    <section
      className="sr-only"
      aria-label={live.resultsHeading}
      data-engine={engine?.backend ?? ''}
      data-threads={engine?.threads}
      data-frames={framesJudged}
      data-people={count}
      data-tensors={memory?.tensors}
      data-tensor-bytes={memory?.bytes}
    >
      <ul>
        {people.map((person) => (
          <li key={person.id} {...faceAttributes(person.id, person)}>
            {live.face(person.id, verdictWords(person, messages), toPercent(person.confidence))}
          </li>
        ))}
      </ul>
    </section>
  );
}
