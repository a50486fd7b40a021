'use client';

import {
  type Correction,
  type JudgedStill,
  labelOf,
  type StillFace,
} from '@/lib/stills/still-result';
import { FACE_LABELS } from '@/lib/vision/labels';
import { StrokeSymbol } from '../icons';
import { toPercent } from '../painted-faces';
import { useMessages } from '../use-messages';
import { lookOf } from './face-looks';

export interface FaceTableProps {
  readonly still: JudgedStill;
  /** @param correction null takes it back */
  readonly onCorrect: (faceIndex: number, correction: Correction | null) => void;
}

/** The faces of a picture, for reading, for correcting, and as data attributes for programs. */
export function FaceTable({ still, onCorrect }: FaceTableProps) {
  const { columns } = useMessages().stills.still;
  return (
    <table className="w-full max-w-2xl text-left text-sm">
      <thead className="text-xs text-muted">
        <tr>
          <th className="w-12 py-1 font-medium">{columns.face}</th>
          <th className="py-1 font-medium">{columns.label}</th>
          <th className="py-1 pl-2 text-right font-medium">{columns.confidence}</th>
          <th className="py-1 pl-2 text-right font-medium">{columns.size}</th>
        </tr>
      </thead>
      <tbody>
        {still.faces.map((face, i) => (
          <FaceRow
            // biome-ignore lint/suspicious/noArrayIndexKey: faces keep their places
            key={i}
            number={i + 1}
            face={face}
            onCorrect={(correction) => onCorrect(i, correction)}
          />
        ))}
      </tbody>
    </table>
  );
}

function FaceRow(props: {
  readonly number: number;
  readonly face: StillFace;
  readonly onCorrect: (correction: Correction | null) => void;
}) {
  const { number, face, onCorrect } = props;
  const words = useMessages().stills.still;
  const { box, confidence, corrected } = face;
  const label = labelOf(face);
  const { colour, ink, symbol } = lookOf(label);
  return (
    <tr
      data-face={number}
      data-label={label}
      data-confidence={confidence.toFixed(4)}
      data-x={box.x.toFixed(1)}
      data-y={box.y.toFixed(1)}
      data-width={box.width.toFixed(1)}
      data-height={box.height.toFixed(1)}
      data-corrected={corrected}
      className="border-t border-line tabular-nums"
    >
      <td className="py-1">
        <span className="flex items-center gap-1.5">
          <span className="rounded-full p-0.5" style={{ background: colour, color: ink }}>
            <StrokeSymbol path={symbol} size={14} width={3.6} />
          </span>
          {number}
        </span>
      </td>
      <td className="py-1">
        <select
          aria-label={words.correct(number)}
          value={label}
          onChange={({ target }) => {
            const chosen = target.value as Correction;
            onCorrect(chosen === (face.label as string) ? null : chosen);
          }}
          className="min-h-9 max-w-full rounded-lg border border-transparent bg-transparent px-1 font-medium text-ink hover:border-line focus-visible:border-line"
        >
          {face.label === 'unsure' && <option value="unsure">{words.labels.unsure}</option>}
          {[...FACE_LABELS, 'not_a_face' as const].map((choice) => (
            <option key={choice} value={choice}>
              {words.labels[choice]}
            </option>
          ))}
        </select>
      </td>
      <td className="py-1 pl-2 text-right">{corrected ? words.byHand : toPercent(confidence)}</td>
      <td className="py-1 pl-2 text-right whitespace-nowrap text-muted">
        {words.size(Math.round(box.width), Math.round(box.height))}
      </td>
    </tr>
  );
}
