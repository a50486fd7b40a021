import type { Search } from '../../lib/vision/detector-types.ts';
import type { Share } from '../training/report/metrics.ts';
import type { EvaluationFigures } from './figures.ts';
import type { TiltLabel } from './tilt.ts';

/** A figure that the published models must reach. */
interface Floor {
  readonly name: string;
  /** Null where it was not measured. */
  readonly figure: (figures: EvaluationFigures) => number | null;
  /** Null: none for that way of looking. */
  readonly floor: Readonly<Record<Search, number | null>>;
  /** Whether less is better. */
  readonly atMost?: true;
}

export interface FloorResult {
  readonly name: string;
  readonly figure: number;
  readonly floor: number;
  readonly atMost: boolean;
  readonly reached: boolean;
}

const both = (floor: number) => ({ whole: floor, zoomed: floor });
const stills = (floor: number) => ({ whole: null, zoomed: floor });

/** Portraits turned by an angle: the part that must be right in stills, of each kind. */
const TILT_RIGHT: readonly (readonly [degrees: number, right: number])[] = [
  [45, 44 / 45],
  [60, 42 / 45],
  [90, 38 / 45],
  [180, 38 / 45],
];
/** The part of bare portraits, turned by one angle, that may surely be called masked. */
const TILT_SURE_MASK = 1 / 45;

/** Faces are those from 8% of the picture's longer edge unless the name says otherwise. */
const FLOORS: readonly Floor[] = [
  {
    name: 'with_mask found and right',
    figure: ({ large }) => measured(large.byClass.with_mask.foundAndRight),
    floor: both(0.97),
  },
  {
    name: 'without_mask found and right',
    figure: ({ large }) => measured(large.byClass.without_mask.foundAndRight),
    floor: both(0.955),
  },
  {
    name: 'incorrect_mask found and named so',
    figure: ({ large }) => measured(large.byClass.incorrect_mask.foundAndRight),
    floor: both(0.82),
  },
  {
    name: 'incorrect_mask passed as a mask, of those found',
    figure: ({ large }) => measured(large.byClass.incorrect_mask.calledMasked),
    floor: both(0.05),
    atMost: true,
  },
  {
    name: 'with_mask found and right, all sizes',
    figure: ({ all }) => measured(all.byClass.with_mask.foundAndRight),
    floor: { whole: 0.9, zoomed: 0.94 },
  },
  {
    name: 'without_mask found and right, all sizes',
    figure: ({ all }) => measured(all.byClass.without_mask.foundAndRight),
    floor: { whole: 0.85, zoomed: 0.9 },
  },
  {
    name: 'false boxes a picture',
    figure: ({ large }) => large.falsePerPicture.mean,
    floor: both(0.1),
    atMost: true,
  },
  {
    name: 'calibration error of all boxes',
    figure: ({ calibrationError }) => calibrationError,
    floor: both(0.03),
    atMost: true,
  },
  ...TILT_RIGHT.flatMap(([degrees, right]) =>
    (['without_mask', 'with_mask'] as const).map(
      (label): Floor => ({
        name: `${label} turned by ${degrees} degrees, right`,
        figure: (figures) => tiltPart(figures, degrees, label, 'right'),
        floor: stills(right),
      }),
    ),
  ),
  ...TILT_RIGHT.map(
    ([degrees]): Floor => ({
      name: `without_mask turned by ${degrees} degrees, surely a mask`,
      figure: (figures) => tiltPart(figures, degrees, 'without_mask', 'sureMask'),
      floor: both(TILT_SURE_MASK),
      atMost: true,
    }),
  ),
];

function measured({ share, n }: Share): number | null {
  return n > 0 ? share : null;
}

function tiltPart(
  { tilt }: EvaluationFigures,
  degrees: number,
  label: TiltLabel,
  count: 'right' | 'sureMask',
): number | null {
  const row = tilt?.find((one) => one.degrees === degrees && one.label === label);
  return row && row.portraits > 0 ? row[count] / row.portraits : null;
}

/** Every floor of this way of looking whose figure was measured. */
export function checkFloors(figures: EvaluationFigures, search: Search): FloorResult[] {
  return FLOORS.flatMap(({ name, figure: of, floor: floors, atMost = false }) => {
    const [figure, floor] = [of(figures), floors[search]];
    if (figure === null || floor === null) return [];
    return [{ name, figure, floor, atMost, reached: atMost ? figure <= floor : figure >= floor }];
  });
}

/** A line each: figure and floor side by side. */
export function formatFloors(results: readonly FloorResult[]): string {
  const width = Math.max(...results.map(({ name }) => name.length));
  return results
    .map(({ name, figure, floor, atMost, reached }) => {
      const bound = `${atMost ? 'at most' : 'at least'} ${floor.toFixed(3)}`;
      return `  ${name.padEnd(width)}  ${figure.toFixed(3)}  ${bound}  ${reached ? 'reached' : 'BELOW'}`;
    })
    .join('\n');
}
