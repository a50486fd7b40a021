import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Box, intersectionOverUnion } from '../../../lib/geometry.ts';
import { FACE_LABELS, type FaceLabel } from '../../../lib/vision/labels.ts';
import type { AnnotatedPhotograph, DataPhotograph } from '../photograph.ts';
import { boxAt, inPixelsOf } from './corrections.ts';
import type { ListedPhotographs } from './listed-photographs.ts';

/**
 * Faces of the public sets that annotators left out. Three columns, separated by tabs:
 * - `data set/path inside it`,
 * - `x,y,width,height` in pixels of the photograph; a box may reach slightly beyond the edge,
 * - the kind of box.
 * The kinds:
 * `face`: certainly a face (score of YuNet from 0.8, or YuNet and the published finder both from
 * 0.5);
 * `with_mask`, `without_mask`: such a face, with a label on which the published classifier and an
 * independent mask detector agree (its share for "mask" is at least 0.8, or at most 0.2);
 * `unsure`: any other box of YuNet from 0.5 or of the published finder. By eye, one in six is not a
 * face.
 */
export const LEFT_OUT_FILE = fileURLToPath(
  new URL('../../lists/left-out-faces.tsv', import.meta.url),
);

interface LeftOutBox {
  readonly box: Box;
  readonly kind: 'face' | 'unsure' | FaceLabel;
}
/** The boxes of each photograph, keyed by `data set/path inside it`. */
type LeftOutFaces = ReadonlyMap<string, readonly LeftOutBox[]>;

const KINDS: readonly LeftOutBox['kind'][] = ['face', 'unsure', ...FACE_LABELS];

/** @throws Error that names a line in any other form */
export async function readLeftOutFaces(file: string): Promise<LeftOutFaces> {
  const [, ...lines] = (await readFile(file, 'utf8')).split('\n');
  const byPhotograph = new Map<string, LeftOutBox[]>();
  for (const [i, line] of lines.entries()) {
    if (line === '') continue;
    const [photograph = '', place = '', kindName] = line.split('\t');
    const box = boxAt(place);
    const kind = KINDS.find((name) => name === kindName);
    if (!kind || !(Number.isFinite(box.x + box.y) && box.width > 0 && box.height > 0)) {
      throw new Error(`${file}, line ${i + 2}: not file, box and kind`);
    }
    const others = byPhotograph.get(photograph) ?? [];
    byPhotograph.set(photograph, [...others, { box, kind }]);
  }
  return byPhotograph;
}

/** Adds the left-out faces on the list to the photographs. */
export function addLeftOutFaces(
  photographs: readonly DataPhotograph[],
  leftOut: LeftOutFaces,
  listed: ListedPhotographs,
): DataPhotograph[] {
  const added = [...photographs];
  for (const [name, boxes] of leftOut) {
    for (const i of listed.indicesOf(name)) {
      const photograph = added[i];
      if (photograph?.kind !== 'annotated') continue;
      const placed = boxes.map(({ box, kind }) => ({
        kind,
        box: inPixelsOf(photograph, box, listed.sizeOf(name)),
      }));
      added[i] = withLeftOut(photograph, placed);
    }
  }
  return added;
}

/** Least overlap at which a left-out box is a face that this copy of the photograph has marked. */
const SAME_FACE_IOU = 0.5;

function withLeftOut(
  photograph: AnnotatedPhotograph,
  boxes: readonly LeftOutBox[],
): AnnotatedPhotograph {
  const isMarked = (box: Box) =>
    photograph.faces.some((face) => intersectionOverUnion(face.box, box) >= SAME_FACE_IOU);
  const news = boxes.filter(({ box }) => !isMarked(box));
  const sure = news.filter(({ kind }) => kind !== 'unsure');
  const unsure = news.filter(({ kind }) => kind === 'unsure');
  return {
    ...photograph,
    unlabelled: [
      ...photograph.unlabelled,
      ...sure.map(({ box, kind }) => {
        const machineLabel = FACE_LABELS.find((label) => label === kind);
        return { box, ...(machineLabel && { machineLabel }) };
      }),
    ],
    ignored: [...photograph.ignored, ...unsure.map(({ box }) => box)],
  };
}
