import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { looksLikePicture } from '../../../lib/stills/picture-names.ts';
import type { Skipped } from '../photograph.ts';
import { partOfPath } from './part-folders.ts';
import { indexPictures } from './picture-index.ts';
import type { FoundBox, FoundBoxes, Reader } from './reader.ts';

/** Pascal VOC: an XML file a picture, whichever folders they lie in. */
export const pascalVoc: Reader = {
  format: 'Pascal VOC',
  async read(folder) {
    const { root, files } = folder;
    const annotations = files.filter((name) => /\.xml$/i.test(name));
    if (annotations.length === 0) return null;
    const folders = new Set(annotations.map((name) => path.posix.dirname(name)));
    const pictures = indexPictures(folder);
    const photographs: FoundBoxes[] = [];
    const skipped: Skipped[] = [];
    const used = new Map<string, string>();
    for (const name of files) {
      const file = path.join(root, name);
      if (!annotations.includes(name)) {
        const beside = folders.has(path.posix.dirname(name)) && !looksLikePicture(name);
        if (beside) skipped.push({ file, why: 'not an annotation' });
        continue;
      }
      try {
        const { filename, ...found } = parseAnnotation(await readFile(file, 'utf8'));
        const picture = pictures.find(filename ?? name, name) ?? pictures.find(name, name);
        if (!picture) throw new Error(`its picture ${filename ?? ''} is not there`);
        const other = used.get(picture);
        if (other) throw new Error(`a second annotation of ${picture}, beside ${other}`);
        used.set(picture, name);
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

interface VocObject {
  name?: unknown;
  difficult?: unknown;
  bndbox?: Record<'xmin' | 'ymin' | 'xmax' | 'ymax', unknown>;
}

/** Names and paths are texts, `00003` too. */
const parser = new XMLParser({
  isArray: (name) => name === 'object',
  parseTagValue: false,
  htmlEntities: true,
});

/** The content of a Pascal VOC file. @throws Error naming what is wrong */
export function parseAnnotation(
  xml: string,
): Pick<FoundBoxes, 'size' | 'boxes'> & { filename?: string } {
  const text = xml.replace(/^\uFEFF/, '');
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new Error(`no whole XML: ${valid.err.msg}`);
  const { annotation } = parser.parse(text) as {
    annotation?: {
      filename?: unknown;
      size?: { width?: unknown; height?: unknown };
      object?: VocObject[];
    };
  };
  if (annotation === undefined) throw new Error('not an annotation');
  const filename = annotation.filename ? String(annotation.filename) : undefined;
  const width = Number(annotation.size?.width);
  const height = Number(annotation.size?.height);
  const boxes = (annotation.object ?? []).map(({ name, difficult, bndbox }): FoundBox => {
    const [xmin, ymin, xmax, ymax] = [bndbox?.xmin, bndbox?.ymin, bndbox?.xmax, bndbox?.ymax].map(
      (edge) => (edge === undefined || edge === '' ? Number.NaN : Number(edge)),
    ) as [number, number, number, number];
    return {
      label: String(name ?? ''),
      box: { x: xmin, y: ymin, width: xmax - xmin, height: ymax - ymin },
      doubtful: Number(difficult) === 1,
    };
  });
  return {
    ...(filename !== undefined && { filename }),
    size: width > 0 && height > 0 ? { width, height } : null,
    boxes,
  };
}
