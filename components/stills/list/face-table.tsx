'use client';

import {
  type Correction,
  facesOf,
  type HoldingFace,
  type JudgedStill,
  type MarkedFace,
} from '@/lib/stills/still-result';
import { FACE_LABELS, type FaceLabel, type Verdict } from '@/lib/vision/labels';
import { Icon } from '../../shell/icons';
import { useMessages } from '../../shell/use-messages';
import { faceAttributes } from '../../stage/face-attributes';
import { toPercent } from '../../stage/painted-faces';
import { VerdictSymbol } from '../../verdict/verdict-symbol';
import { useStillsMessages } from '../use-stills-messages';
import { lookOf } from '../zoom/face-looks';

export interface FaceTableProps {
  readonly still: JudgedStill;
  /** @param correction null removes it */
  readonly onCorrect: (faceIndex: number, correction: Correction | null) => void;
  /** @param marked all faces that a person marked */
  readonly onMark: (marked: readonly MarkedFace[]) => void;
}

type Choice = Verdict | Correction;

/** The faces of a picture, hidden, for programs. */
export function FaceList({ still }: Pick<FaceTableProps, 'still'>) {
  return facesOf(still).map((face, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: faces keep their places
    <span key={i} hidden {...faceData(i + 1, face)} />
  ));
}

function faceData(number: number, face: HoldingFace) {
  const corrected = face.confidence === null ? face.label : undefined;
  return { ...faceAttributes(number, face), 'data-corrected': corrected };
}

/** The faces of a picture, for reading, correction, and as data attributes for programs. */
export function FaceTable({ still, onCorrect, onMark }: FaceTableProps) {
  const { columns, faces: caption } = useStillsMessages().still;
  const { marked = [] } = still;
  /** The possible actions for a face, by its index among all faces. */
  const actionsOn = (index: number) => {
    const found = still.faces[index];
    if (found) {
      return {
        choices: [
          ...(found.label === 'unsure' ? (['unsure'] as const) : []),
          ...FACE_LABELS,
          'not_a_face' as const,
        ],
        onChoose: (choice: Choice) =>
          onCorrect(index, choice === found.label ? null : (choice as Correction)),
        onRemove: null,
      };
    }
    const place = index - still.faces.length;
    return {
      choices: FACE_LABELS,
      onChoose: (choice: Choice) =>
        onMark(
          marked.map((face, i) => (i === place ? { ...face, label: choice as FaceLabel } : face)),
        ),
      onRemove: () => onMark(marked.filter((_, i) => i !== place)),
    };
  };
  return (
    <table className="w-full max-w-2xl text-left text-sm">
      <caption className="sr-only">{caption(still.file)}</caption>
      <thead className="text-xs text-muted">
        <tr>
          <th scope="col" className="w-12 py-1 font-medium">
            {columns.face}
          </th>
          <th scope="col" className="py-1 font-medium">
            {columns.label}
          </th>
          <th scope="col" className="py-1 pl-2 text-right font-medium">
            {columns.confidence}
          </th>
          <th scope="col" className="py-1 pl-2 text-right font-medium">
            {columns.size}
          </th>
        </tr>
      </thead>
      <tbody>
        {facesOf(still).map((face, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: faces keep their places
          <FaceRow key={i} number={i + 1} face={face} {...actionsOn(i)} />
        ))}
      </tbody>
    </table>
  );
}

function FaceRow(props: {
  readonly number: number;
  readonly face: HoldingFace;
  readonly choices: readonly Choice[];
  readonly onChoose: (choice: Choice) => void;
  /** Null for a face that the site found: it can be corrected to "no face", but not removed. */
  readonly onRemove: (() => void) | null;
}) {
  const { number, face, choices, onChoose, onRemove } = props;
  const { still: words } = useStillsMessages();
  const { wornWays } = useMessages();
  const { box, label, worn, confidence } = face;
  return (
    <tr {...faceData(number, face)} className="border-t border-line tabular-nums">
      <td className="py-1">
        <span className="flex items-center gap-1.5">
          <VerdictSymbol {...lookOf(label)} />
          {number}
        </span>
      </td>
      <td className="py-1">
        <select
          aria-label={words.correct(number)}
          value={label}
          onChange={({ target }) => onChoose(target.value as Choice)}
          className="min-h-9 max-w-full rounded-lg border border-transparent bg-transparent px-1 font-medium text-ink hover:border-line focus-visible:border-line"
        >
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {words.labels[choice]}
            </option>
          ))}
        </select>
        {worn && <span className="ml-1 text-muted">{wornWays[worn]}</span>}
      </td>
      <td className="py-1 pl-2">
        <span className="flex items-center justify-end gap-1 whitespace-nowrap">
          {confidence === null ? words.byHand : toPercent(confidence)}
          {onRemove && (
            <button
              type="button"
              aria-label={words.remove(number)}
              title={words.remove(number)}
              onClick={onRemove}
              className="grid min-h-9 min-w-9 place-items-center rounded-lg hover:bg-ink/8"
            >
              <Icon name="trash" size={18} />
            </button>
          )}
        </span>
      </td>
      <td className="py-1 pl-2 text-right whitespace-nowrap text-muted">
        {words.size(Math.round(box.width), Math.round(box.height))}
      </td>
    </tr>
  );
}
