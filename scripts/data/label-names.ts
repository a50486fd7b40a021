import { FACE_LABELS, type FaceLabel } from '../../lib/vision/labels.ts';

/** What a name in the data means: a label, or a box that is neither taught as a face nor as background. */
export type Meaning = FaceLabel | 'ignore';

/** What data sets call our labels, letters and digits alone; `maskedface` stands for `Masked Face`, too. */
const USUAL_NAMES: Readonly<Record<Meaning, readonly string[]>> = {
  with_mask: [
    ...['withmask', 'mask', 'masks', 'masked', 'maskon', 'wearmask', 'wearingmask', 'maskworn'],
    ...['maskedface', 'facemask', 'facewithmask', 'facemasked', 'correctmask', 'maskcorrect'],
    ...['maskworncorrectly', 'maskwornright', 'correctlymaskedface', 'cmfd', 'goodmask'],
    // So in the well-known set of AIZOO, beside `face_mask`.
    'facenask',
  ],
  without_mask: [
    ...['withoutmask', 'nomask', 'unmask', 'unmasked', 'unmaskedface', 'maskless', 'maskoff'],
    ...['nofacemask', 'notmasked', 'facewithoutmask', 'facenomask', 'withoutfacemask', 'bareface'],
    ...['nonmask', 'nonmasked', 'notwearingmask', 'withoutmasks', 'nomasks'],
  ],
  incorrect_mask: [
    ...['incorrectmask', 'withincorrectmask', 'incorrect', 'maskincorrect', 'incorrectlyworn'],
    ...['maskwearedincorrect', 'maskweredincorrect', 'maskwornincorrectly', 'maskwornincorrect'],
    ...['incorrectlymaskedface', 'incorrectlymasked', 'incorrectlywornmask', 'wrongmask'],
    ...['impropermask', 'wornincorrectly', 'badmask', 'maskchin', 'imfd', 'incorrectfacemask'],
  ],
  ignore: ['invalidface', 'ignore', 'ignored', 'unsure', 'unknown'],
};

const BY_USUAL_NAME: ReadonlyMap<string, Meaning> = new Map(
  ([...FACE_LABELS, 'ignore'] as const).flatMap((meaning) =>
    USUAL_NAMES[meaning].map((name) => [name, meaning] as const),
  ),
);

/** What the names of a data set mean. */
export interface LabelNames {
  /** Undefined for a name that nobody explained. */
  meaningOf(name: string): Meaning | undefined;
}

/**
 * @param given names with their meanings, which count first: `NAME=with_mask`, `NAME=ignore`
 * @param all every name of the data set: a bare `face` beside a `face_mask` is one without a mask
 * @throws Error for a text of another form
 */
export function labelNames(given: readonly string[], all: readonly string[] = []): LabelNames {
  const own = new Map(given.map(parseLabelOption));
  const usual = (name: string) => BY_USUAL_NAME.get(keyOf(name));
  const besideMask = all.some((name) => usual(name) === 'with_mask');
  return {
    meaningOf(name) {
      const ownMeaning = own.get(name) ?? own.get(name.trim().toLowerCase());
      if (ownMeaning) return ownMeaning;
      return keyOf(name) === 'face' && besideMask ? 'without_mask' : usual(name);
    },
  };
}

/** Teachable Machine's folders end with `-samples`. */
function keyOf(name: string): string {
  const letters = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return letters.replace(/(samples|images)$/, '') || letters;
}

const MEANINGS: readonly Meaning[] = [...FACE_LABELS, 'ignore'];

/** @throws Error for a text that is not `NAME=with_mask` or another meaning */
export function parseLabelOption(text: string): [string, Meaning] {
  const at = text.lastIndexOf('=');
  const meaning = MEANINGS.find((one) => one === text.slice(at + 1).trim());
  if (at < 1 || !meaning) {
    throw new Error(`"${text}" is not NAME=${MEANINGS.join(', NAME=')}`);
  }
  return [text.slice(0, at).trim(), meaning];
}
