import type { PictureArea } from '../config.ts';

/**
 * Photographs, posters and screens hold faces that never move. A face whose steadied box keeps its
 * place for minutes is taken for one of them, until it moves. Values in, new values out.
 */
export interface FacePlace {
  /** Of the person whose face is there now; null for nobody's. */
  readonly personId: number | null;
  /** Where the face was when it last moved. */
  readonly anchor: PictureArea;
  /** Where it is now, steadied: a box trembles although its face does not. */
  readonly steadied: PictureArea;
  /** For how long it was seen at its anchor, ms. */
  readonly unmovedMs: number;
  /** Whether that was long enough to be a picture. */
  readonly isStill: boolean;
  readonly lastSeenMs: number;
}

export interface SeenFace {
  readonly personId: number;
  readonly place: PictureArea;
}

/**
 * A face has moved when its middle left the anchor by this share of its own size, or when its size
 * changed by it. Measured on a photograph before a camera with noise (8 of 255), flicker (4%) and
 * exposure that drifts (15%): its box stays within 0.022. A head sways by 0.08 and more to each side
 * even where somebody stands quietly.
 */
const MOVED_RATIO = 0.05;
/** Time in which the steadied box follows most of a change: shorter than a sway, longer than a slip. */
const STEADY_MS = 700;
/** A face that moved and comes back to the place of a picture is that picture after this time. */
const BACK_MS = 10_000;
/** Without a look for longer than this, nothing is known of the time in between. */
const LONGEST_STEP_MS = 1000;
/** A place is kept for this long while its face is hidden. */
const HIDDEN_MS = 30_000;
const HIDDEN_STILL_MS = 600_000;

/** @param stillMs how long a face must not move; 0 takes none for a picture */
export function updatePlaces(
  places: readonly FacePlace[],
  faces: readonly SeenFace[],
  nowMs: number,
  stillMs: number,
): FacePlace[] {
  if (stillMs === 0) return [];
  const free = new Set(places);
  const claimed = faces.map((face) => {
    const own = places.find(({ personId }) => personId === face.personId);
    if (own) free.delete(own);
    return own;
  });
  const seen = faces.flatMap((face, i): FacePlace[] => {
    const own = claimed[i] ?? placeAt(free, face.place);
    if (!own) return [startPlace(face, nowMs)];
    free.delete(own);
    const picture = own.unmovedMs >= BACK_MS && !own.isStill ? placeAt(free, own.steadied) : null;
    if (picture?.isStill) {
      free.delete(picture);
      return [follow({ ...picture, personId: face.personId, lastSeenMs: nowMs }, face, nowMs)];
    }
    const next = follow(own, face, nowMs);
    if (!hasMoved(next.anchor, next.steadied)) {
      return [{ ...next, isStill: next.isStill || next.unmovedMs >= stillMs }];
    }
    const moving = startPlace({ ...face, place: next.steadied }, nowMs);
    // Somebody who passes before a picture may take over its box: the picture is still there.
    return own.isStill ? [moving, { ...own, personId: null }] : [moving];
  });
  const hidden = [...free].filter(
    ({ isStill, lastSeenMs }) => nowMs - lastSeenMs <= (isStill ? HIDDEN_STILL_MS : HIDDEN_MS),
  );
  return [...seen, ...hidden.map((place) => ({ ...place, personId: null }))];
}

/** Those whose faces are pictures. */
export function stillPersons(places: readonly FacePlace[]): ReadonlySet<number> {
  return new Set(
    places.flatMap(({ isStill, personId }) => (isStill && personId !== null ? [personId] : [])),
  );
}

/** The places of pictures, to be kept for the next start of the page. */
export function stillAnchors(places: readonly FacePlace[]): readonly PictureArea[] {
  return places.flatMap(({ isStill, anchor }) => (isStill ? [anchor] : []));
}

/** Places as they were kept. */
export function placesFromAnchors(anchors: readonly PictureArea[], nowMs: number): FacePlace[] {
  return anchors.map((anchor) => ({
    personId: null,
    anchor,
    steadied: anchor,
    unmovedMs: 0,
    isStill: true,
    lastSeenMs: nowMs,
  }));
}

function placeAt(places: Iterable<FacePlace>, at: PictureArea): FacePlace | undefined {
  return [...places].find(({ anchor }) => !hasMoved(anchor, at));
}

function startPlace({ personId, place }: SeenFace, nowMs: number): FacePlace {
  return {
    personId,
    anchor: place,
    steadied: place,
    unmovedMs: 0,
    isStill: false,
    lastSeenMs: nowMs,
  };
}

function follow(before: FacePlace, { personId, place }: SeenFace, nowMs: number): FacePlace {
  const stepMs = Math.min(LONGEST_STEP_MS, nowMs - before.lastSeenMs);
  const isSame = before.personId === personId;
  const weight = isSame ? 1 - Math.exp(-stepMs / STEADY_MS) : 1;
  return {
    ...before,
    personId,
    steadied: mix(before.steadied, place, weight),
    unmovedMs: before.unmovedMs + (isSame ? stepMs : 0),
    lastSeenMs: nowMs,
  };
}

/** @param weight of `b`, 0 to 1 */
function mix(a: PictureArea, b: PictureArea, weight: number): PictureArea {
  const between = (key: keyof PictureArea) => a[key] + (b[key] - a[key]) * weight;
  return { x: between('x'), y: between('y'), width: between('width'), height: between('height') };
}

function hasMoved(from: PictureArea, to: PictureArea): boolean {
  const shifts = [
    (to.x + to.width / 2 - (from.x + from.width / 2)) / from.width,
    (to.y + to.height / 2 - (from.y + from.height / 2)) / from.height,
    to.width / from.width - 1,
    to.height / from.height - 1,
  ];
  return shifts.some((shift) => Math.abs(shift) > MOVED_RATIO);
}
