import path from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { looksLikePicture } from '../../../lib/stills/picture-names.ts';
import type { Skipped } from '../photograph.ts';
import { areParts, inPixels } from './outlines.ts';
import { partOfPath } from './part-folders.ts';
import { indexPictures } from './picture-index.ts';
import { readText } from './read-text.ts';
import type { FoundBox, FoundBoxes, Reader } from './reader.ts';

/** Pascal VOC: one XML file for each picture, in any folder. */
export const pascalVoc: Reader = {
  format: 'Pascal VOC',
  async read(folder) {
    const { root, files } = folder;
    const annotations = files.filter(isXml);
    if (annotations.length === 0) return null;
    const folders = new Set(annotations.map((name) => path.posix.dirname(name)));
    const pictures = indexPictures(folder);
    const photographs: FoundBoxes[] = [];
    const skipped: Skipped[] = [];
    const used = new Set<string>();
    for (const name of files) {
      const file = path.join(root, name);
      if (!isXml(name)) {
        const beside = folders.has(path.posix.dirname(name)) && !looksLikePicture(name);
        if (beside) skipped.push({ file, why: 'not an annotation' });
        continue;
      }
      try {
        const { filename, ...found } = parseAnnotation(await readText(file));
        const picture = pictures.find(filename ?? name, name) ?? pictures.find(name, name);
        if (!picture) throw new Error('an annotation whose picture is not there');
        if (used.has(picture)) throw new Error('a second annotation of one picture');
        used.add(picture);
        photographs.push({ kind: 'annotated', name: picture, ...partOfPath(picture), ...found });
      } catch (error) {
        skipped.push({ file, why: (error as Error).message });
      }
    }
    for (const picture of folder.pictures.filter((name) => !used.has(name))) {
      skipped.push({ file: path.join(root, picture), why: 'a picture without an annotation' });
    }
    return { photographs, skipped };
  },
};

function isXml(name: string): boolean {
  return /\.xml$/i.test(name);
}

type Edges = Readonly<Record<'xmin' | 'ymin' | 'xmax' | 'ymax', unknown>>;
interface VocObject {
  readonly name?: unknown;
  readonly difficult?: unknown;
  /** Two of them by mistake: the first counts. */
  readonly bndbox?: Edges | readonly Edges[];
}

/** Names and paths stay text, including `00003`. */
const parser = new XMLParser({
  isArray: (name) => name === 'object',
  parseTagValue: false,
  htmlEntities: true,
});

/** The content of a Pascal VOC file. @throws Error that says what is wrong */
export function parseAnnotation(
  xml: string,
): Pick<FoundBoxes, 'size' | 'boxes'> & { filename?: string } {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new Error('no whole XML');
  const { annotation } = parser.parse(xml) as {
    annotation?: {
      filename?: unknown;
      size?: { width?: unknown; height?: unknown };
      object?: VocObject[];
    };
  };
  if (annotation === undefined) throw new Error('not an annotation');
  const filename = annotation.filename ? String(annotation.filename) : undefined;
  const width = number(annotation.size?.width);
  const height = number(annotation.size?.height);
  const size = width > 0 && height > 0 ? { width, height } : null;
  const boxes = (annotation.object ?? []).map(foundBox);
  // Some tools write edges as parts of the picture.
  const parts = size && areParts(boxes.map(({ box }) => box)) ? size : null;
  return {
    ...(filename !== undefined && { filename }),
    size,
    boxes: parts ? boxes.map((one) => ({ ...one, box: inPixels(one.box, parts) })) : boxes,
  };
}

function foundBox({ name, difficult, bndbox }: VocObject): FoundBox {
  const edges = [bndbox].flat()[0] as Edges | undefined;
  const [xmin, ymin] = [number(edges?.xmin), number(edges?.ymin)];
  return {
    label: String(name ?? '').trim(),
    box: {
      x: xmin,
      y: ymin,
      width: number(edges?.xmax) - xmin,
      height: number(edges?.ymax) - ymin,
    },
    doubtful: /^(1|true|yes)$/i.test(String(difficult ?? '').trim()),
  };
}

/** Not a number where nothing stands; some tools write a decimal comma. */
function number(text: unknown): number {
  const digits = String(text ?? '').trim();
  return digits === '' ? Number.NaN : Number(digits.replace(',', '.'));
}
