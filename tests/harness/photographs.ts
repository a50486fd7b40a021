import sharp from 'sharp';
import type { Box, Size } from '../../lib/geometry.ts';
import type { FaceLabel } from '../../lib/vision/labels.ts';
import { drawMask } from '../../scripts/training/drawn-masks/draw-mask.ts';
import {
  MASK_KINDS,
  type MaskKind,
  type MaskWear,
} from '../../scripts/training/drawn-masks/mask-shapes.ts';
import { FIXTURE_FACES, type FixtureFace } from './fixture-faces.ts';

/** A picture of one large face, and the label that the site must give it. */
export interface Photograph extends Size {
  readonly name: string;
  readonly label: FaceLabel;
  /** The face, pixels of this picture. */
  readonly box: Box;
  /** The picture as a JPEG or PNG file, upright, of the size given. */
  readonly load: () => Promise<Buffer>;
}

/** The fixture faces as they are. */
export function barePhotographs(): Photograph[] {
  return FIXTURE_FACES.map((face) => ({
    ...viewOf(face),
    name: `${face.name}, bare`,
    label: 'without_mask',
    load: () => cutView(face, face.file),
  }));
}

/** The first fixture face in every kind of mask, the others in one kind each, in turn. */
export function maskedPhotographs(): Photograph[] {
  return FIXTURE_FACES.flatMap((face, i) => {
    const kinds = i === 0 ? MASK_KINDS : [kindFor(i)];
    return kinds.map((kind) => drawn(face, kind, 'proper'));
  });
}

/** Every fixture face with its nose out, then with the mask under its chin. */
export function incorrectPhotographs(): Photograph[] {
  const wears = ['nose-out', 'under-chin'] as const;
  return wears.flatMap((wear) => FIXTURE_FACES.map((face, i) => drawn(face, kindFor(i), wear)));
}

function kindFor(i: number): MaskKind {
  return MASK_KINDS[i % MASK_KINDS.length] as MaskKind;
}

function drawn(face: FixtureFace, kind: MaskKind, wear: MaskWear): Photograph {
  return {
    ...viewOf(face),
    name: `${face.name}, ${kind}${wear === 'proper' ? '' : `, ${wear}`}`,
    label: wear === 'proper' ? 'with_mask' : 'incorrect_mask',
    load: async () => cutView(face, await drawMask(face.file, face.marks, kind, wear)),
  };
}

function viewOf(face: FixtureFace): Size & { box: Box } {
  const { view, marks } = face;
  return {
    width: view.width,
    height: view.height,
    box: { ...marks.box, x: marks.box.x - view.x, y: marks.box.y - view.y },
  };
}

function cutView({ view }: FixtureFace, picture: Buffer | string): Promise<Buffer> {
  return sharp(picture)
    .extract({ left: view.x, top: view.y, width: view.width, height: view.height })
    .png()
    .toBuffer();
}
