import pMap from 'p-map';
import sharp from 'sharp';
import type { Box, Size } from '../../lib/geometry.ts';
import {
  type AnnotatedPhotograph,
  type DataPhotograph,
  type Dataset,
  possibleFaces,
  type Skipped,
} from './photograph.ts';

/**
 * Moves boxes into pixels of the upright photograph. Annotators may see another picture: some tools
 * ignore the EXIF turn of a photograph, and some data sets were shrunk after the annotation. The
 * size in the annotation shows which case it is.
 */

/** A picture file as it is stored. */
interface StoredPicture extends Size {
  /** EXIF orientation, 1 to 8: the rotation and mirroring that make the picture upright. */
  readonly orientation: number;
}

/** Number of headers that are read at the same time. */
const FILES_AT_ONCE = 8;
/** Largest rounding error at an edge of a scaled picture, px. */
const ROUNDING_PX = 1;

/**
 * Rotates and scales the boxes of every photograph to the pixels of its file. Boxes outside the
 * photograph, and photographs whose boxes cannot be placed, are left out with the reason. An
 * unreadable photograph stays unchanged: the command that reads it reports it.
 */
export async function placeBoxes({ photographs, skipped }: Dataset): Promise<Dataset> {
  const placed = await pMap(
    photographs,
    async (photograph): Promise<Placed> => {
      if (photograph.kind === 'labelled') return { photograph, reasons: [] };
      const picture = await storedPicture(photograph.file);
      if (!picture) return { photograph, reasons: [] };
      try {
        return insideOnly(inUprightPixels(photograph, picture));
      } catch (error) {
        const { message: why, cause: detail } = error as Error;
        return { reasons: [{ why, ...(detail !== undefined && { detail: String(detail) }) }] };
      }
    },
    { concurrency: FILES_AT_ONCE },
  );
  return {
    photographs: placed.flatMap(({ photograph }) => photograph ?? []),
    skipped: [
      ...skipped,
      ...placed.flatMap(({ reasons }, i) =>
        reasons.map((reason): Skipped => ({ file: photographs[i]?.file ?? '', ...reason })),
      ),
    ],
  };
}

interface Placed {
  readonly photograph?: DataPhotograph;
  readonly reasons: readonly Omit<Skipped, 'file'>[];
}

function insideOnly(photograph: AnnotatedPhotograph): Placed {
  const { width, height } = photograph;
  const reasons: Omit<Skipped, 'file'>[] = [];
  const isInside = (box: Box) => {
    const inside =
      box.x < width && box.y < height && box.x + box.width > 0 && box.y + box.height > 0;
    if (!inside) reasons.push({ why: 'a box outside the picture' });
    return inside;
  };
  const faces = photograph.faces.filter(({ box }) => isInside(box));
  const unlabelled = photograph.unlabelled.filter(({ box }) => isInside(box));
  const ignored = photograph.ignored.filter(isInside);
  return reasons.length === 0
    ? { photograph, reasons }
    : { photograph: { ...photograph, faces, unlabelled, ignored }, reasons };
}

/** Null for a file that no decoder knows. */
async function storedPicture(file: string): Promise<StoredPicture | null> {
  const header = await sharp(file)
    .metadata()
    .catch(() => null);
  return header && { ...header, orientation: header.orientation ?? 1 };
}

/**
 * @param photograph of size 0 where the annotation gives none
 * @throws Error that says why the boxes cannot be placed
 */
export function inUprightPixels(
  photograph: AnnotatedPhotograph,
  picture: StoredPicture,
): AnnotatedPhotograph {
  if (photograph.width === 0 || hasSwappedEdges(photograph, picture)) {
    if (picture.orientation > 1) {
      throw new Error(
        'turned by EXIF, and without a size in the annotation nothing tells whether the boxes were drawn ' +
          'before or after',
      );
    }
    return { ...photograph, width: picture.width, height: picture.height };
  }
  const { turned, place } = placing(photograph, picture);
  const { width, height } = uprightSize(picture);
  if (!turned && isSame(photograph, { width, height })) return photograph;
  const moved = <T extends { readonly box: Box }>(item: T) => ({ ...item, box: place(item.box) });
  return {
    ...photograph,
    width,
    height,
    faces: photograph.faces.map(moved),
    unlabelled: photograph.unlabelled.map(moved),
    ignored: photograph.ignored.map(place),
    moved: turned ? 'turned' : 'scaled',
  };
}

/**
 * Whether the annotation swaps width and height of a picture that has no EXIF turn, as some tools
 * do. In this case the boxes fit into the picture as it is.
 */
function hasSwappedEdges(photograph: AnnotatedPhotograph, picture: StoredPicture): boolean {
  const { width, height, orientation } = picture;
  return (
    orientation === 1 &&
    width !== height &&
    isSame(photograph, { width: height, height: width }) &&
    possibleFaces(photograph).every(
      (box) => box.x + box.width <= width && box.y + box.height <= height,
    )
  );
}

/** How boxes on a picture of the annotated size map to the upright photograph. */
function placing(
  annotated: Size,
  picture: StoredPicture,
): { turned: boolean; place: (box: Box) => Box } {
  const upright = uprightSize(picture);
  const fits = isSame(annotated, picture) || isSame(annotated, upright) ? isSame : isScaled;
  const [fitsStored, fitsUpright] = [fits(annotated, picture), fits(annotated, upright)];
  if (!fitsStored && !fitsUpright) {
    const sizes =
      `drawn on ${annotated.width} x ${annotated.height} px, the picture has ` +
      `${upright.width} x ${upright.height} px`;
    throw new Error('boxes drawn on a picture of another shape: another crop or another picture', {
      cause: sizes,
    });
  }
  if (picture.orientation > 1 && fitsStored && fitsUpright) {
    throw new Error(
      'turned by EXIF, and its size does not tell whether the boxes were drawn before or after',
    );
  }
  if (fitsUpright) return { turned: false, place: (box) => scaled(box, annotated, upright) };
  return {
    turned: true,
    place: (box) => turnUpright(scaled(box, annotated, picture), picture),
  };
}

function isSame(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

/** Whether one size is the other, scaled and rounded to whole pixels. */
function isScaled(a: Size, b: Size): boolean {
  const [across, down] = [a.width / b.width, a.height / b.height];
  const slack = Math.max(1, across, down) * ROUNDING_PX;
  // Either edge may be off by the rounding of the smaller picture.
  return (
    Math.abs(a.width - b.width * down) <= slack || Math.abs(a.height - b.height * across) <= slack
  );
}

function scaled({ x, y, width, height }: Box, from: Size, to: Size): Box {
  const [across, down] = [to.width / from.width, to.height / from.height];
  return { x: x * across, y: y * down, width: width * across, height: height * down };
}

function uprightSize({ width, height, orientation }: StoredPicture): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/** Maps a box of the stored picture to the upright one (Exif 2.32, tag 274). */
function turnUpright({ x, y, width, height }: Box, picture: StoredPicture): Box {
  const fromRight = picture.width - x - width;
  const fromBottom = picture.height - y - height;
  const across = { width, height };
  const along = { width: height, height: width };
  switch (picture.orientation) {
    case 2:
      return { x: fromRight, y, ...across };
    case 3:
      return { x: fromRight, y: fromBottom, ...across };
    case 4:
      return { x, y: fromBottom, ...across };
    case 5:
      return { x: y, y: x, ...along };
    case 6:
      return { x: fromBottom, y: x, ...along };
    case 7:
      return { x: fromBottom, y: fromRight, ...along };
    case 8:
      return { x: y, y: fromRight, ...along };
    default:
      return { x, y, ...across };
  }
}
