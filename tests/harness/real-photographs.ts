import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FaceLabel } from '../../lib/vision/labels.ts';
import type { Photograph } from './photographs.ts';

/**
 * The training photographs lie beside the project, never in it. The published model may have been
 * trained on some of these: they show that the site works, not how good the model is.
 */
const STREET_FACES = fileURLToPath(new URL('../../../shared/data/street-faces/', import.meta.url));

export const REAL_PHOTOGRAPHS_MISSING = existsSync(STREET_FACES)
  ? undefined
  : 'no photographs in ../shared/data/street-faces';

const SHARE_OF_HEIGHT = { least: 0.25, most: 0.8 };
const LEAST_HEIGHT_PX = 120;

/**
 * `count` photographs of each label, picked evenly from the set in the order of its names. Each
 * has exactly one annotated face, a large one. Empty if the set is missing.
 */
export function realPhotographs(count: number): Photograph[] {
  if (REAL_PHOTOGRAPHS_MISSING) return [];
  const all = readdirSync(`${STREET_FACES}Annotations`)
    .sort()
    .flatMap((name) => readAnnotation(name) ?? []);
  return (['with_mask', 'without_mask'] as const).flatMap((label) => {
    const fitting = all.filter((photograph) => photograph.label === label);
    return Array.from({ length: Math.min(count, fitting.length) }, (_, i) => {
      return fitting[Math.floor((i * fitting.length) / count)] as Photograph;
    });
  });
}

/** A Pascal VOC file as a photograph, if it has one large face and a wanted label. */
function readAnnotation(fileName: string): Photograph | undefined {
  const xml = readFileSync(`${STREET_FACES}Annotations/${fileName}`, 'utf8');
  const text = (tag: string) => xml.match(new RegExp(`<${tag}>([^<]*)</${tag}>`))?.[1] ?? '';
  const number = (tag: string) => Number(text(tag));
  const label = text('name');
  if ((xml.match(/<object>/g) ?? []).length !== 1 || !isWanted(label)) return undefined;

  const [width, height] = [number('width'), number('height')];
  const box = {
    x: number('xmin'),
    y: number('ymin'),
    width: number('xmax') - number('xmin'),
    height: number('ymax') - number('ymin'),
  };
  const share = box.height / height;
  const fits = share >= SHARE_OF_HEIGHT.least && share <= SHARE_OF_HEIGHT.most;
  if (!fits || box.height < LEAST_HEIGHT_PX) return undefined;
  const picture = `${STREET_FACES}JPEGImages/${text('filename')}`;
  if (!existsSync(picture)) return undefined;
  return {
    name: `street-faces ${fileName.slice(0, 8)}`,
    label,
    box,
    width,
    height,
    load: () => readFile(picture),
  };
}

function isWanted(label: string): label is FaceLabel {
  return label === 'with_mask' || label === 'without_mask';
}
