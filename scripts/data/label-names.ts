import { FACE_LABELS, type FaceLabel } from '../../lib/vision/labels.ts';

/** The meaning of a name in the data: a label, or a box that is neither a face nor background. */
export type Meaning = FaceLabel | 'ignore';

/** What data sets call our labels, letters alone; `maskedface` stands for `Masked Face`, too. */
const USUAL_NAMES: Readonly<Record<Meaning, readonly string[]>> = {
  with_mask: [
    ...['withmask', 'withmasks', 'mask', 'masks', 'masked', 'maskon', 'wearmask', 'wearsmask'],
    ...['wearingmask', 'wearingmasks', 'maskworn', 'maskwearing', 'havemask', 'hasmask', 'yesmask'],
    ...['maskedface', 'facemask', 'facemasks', 'facewithmask', 'withfacemask', 'facemasked'],
    ...['maskface', 'faceinmask', 'personwithmask', 'peoplewithmask', 'maskedperson'],
    ...['correctmask', 'correctlymasked', 'maskcorrect', 'withcorrectmask', 'maskworncorrectly'],
    ...['maskweared', 'maskwearedcorrect', 'maskwornright', 'maskwornproperly', 'propermask'],
    ...['correctlymaskedface', 'correctlyworn', 'wornright', 'worncorrectly', 'cmfd', 'goodmask'],
    // So in the well-known set of AIZOO, beside `face_mask`.
    'facenask',
    ...['마스크', '마스크착용', '착용', '정상착용', '올바른착용', '口罩', '戴口罩', '已戴口罩'],
    ...['佩戴口罩', '有口罩', 'マスク', 'マスクあり', 'マスク着用'],
  ],
  without_mask: [
    ...['withoutmask', 'withoutmasks', 'nomask', 'nomasks', 'unmask', 'unmasked', 'maskless'],
    ...['unmaskedface', 'nomaskface', 'nofacemask', 'notmasked', 'notmask', 'maskoff', 'nonmask'],
    ...['nonmasked', 'facewithoutmask', 'facenomask', 'withoutfacemask', 'bareface', 'wihtoutmask'],
    ...['notwearingmask', 'notwearmask', 'notwearing', 'nowearmask', 'donotwearmask', 'withnomask'],
    ...['personwithoutmask', 'peoplewithoutmask', 'personnomask', 'unmaskedperson', 'withoutamask'],
    ...['미착용', '마스크미착용', '노마스크', '마스크없음', '未戴口罩', '没戴口罩', '不戴口罩'],
    ...['无口罩', '未佩戴口罩', 'マスクなし', 'マスク未着用'],
  ],
  incorrect_mask: [
    ...['incorrectmask', 'withincorrectmask', 'incorrect', 'maskincorrect', 'incorrectlyworn'],
    ...['maskwearedincorrect', 'maskweredincorrect', 'maskwornincorrectly', 'maskwornincorrect'],
    ...['maskwearedincorrectly', 'facewithmaskincorrect', 'maskedincorrectly', 'withmaskincorrect'],
    ...['incorrectlymaskedface', 'incorrectlymasked', 'incorrectlywornmask', 'wrongmask'],
    ...['maskwrong', 'wrongwear', 'wearingmaskincorrectly', 'incorrectwearing', 'uncorrectmask'],
    ...[
      'impropermask',
      'improperlyworn',
      'maskwornimproperly',
      'improper',
      'partialmask',
      'halfmask',
    ],
    ...[
      'wornincorrectly',
      'wornwrong',
      'badmask',
      'maskchin',
      'maskonchin',
      'maskunderchin',
      'imfd',
    ],
    ...['imfdchin', 'imfdmouthchin', 'imfdnose', 'imfdnosemouth', 'noseout', 'incorrectfacemask'],
    ...['maskundernose', 'nosenotcovered', 'maskmisused', 'maskmouthchin', 'masknosemouth'],
    ...['오착용', '잘못착용', '잘못된착용', '턱스크', '코스크', '口罩未戴好', '口罩佩戴错误'],
  ],
  ignore: ['invalidface', 'ignore', 'ignored', 'unsure', 'unknown', 'difficult', 'dontcare'],
};

const BY_USUAL_NAME: ReadonlyMap<string, Meaning> = new Map(
  ([...FACE_LABELS, 'ignore'] as const).flatMap((meaning) =>
    USUAL_NAMES[meaning].map((name) => [name, meaning] as const),
  ),
);

/** The meanings of the names of a data set. */
export interface LabelNames {
  /** Undefined for an unknown name. */
  meaningOf(name: string): Meaning | undefined;
}

/**
 * @param given names with meanings, which override the usual ones: `NAME=with_mask`, `NAME=ignore`
 * @param all every name of the data set: next to `face_mask`, a plain `face` means a face without a
 * mask
 * @throws Error for a text in any other form
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

/** Words that say nothing of a mask: Teachable Machine's folders end with `-samples`. */
const OTHER_WORDS =
  /^(class|label)|(samples|images|imgs|photos|pictures|pics|train|test|val|copy)$/;

/** The letters of any alphabet, without case, numbers and words that only say what lies in a folder. */
function keyOf(name: string): string {
  const letters = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{Letter}]/gu, '');
  return letters.replace(OTHER_WORDS, '') || letters;
}

const MEANINGS: readonly Meaning[] = [...FACE_LABELS, 'ignore'];

/** @throws Error for a text that is not `NAME=MEANING` */
export function parseLabelOption(text: string): [string, Meaning] {
  const at = text.lastIndexOf('=');
  const meaning = MEANINGS.find((one) => one === text.slice(at + 1).trim());
  if (at < 1 || !meaning) {
    throw new Error(`"${text}" is not NAME=${MEANINGS.join(', NAME=')}`);
  }
  return [text.slice(0, at).trim(), meaning];
}
