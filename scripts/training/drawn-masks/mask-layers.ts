import type { Box, Point } from '../../../lib/geometry.ts';
import { between, type MaskKind, type MaskShape, outlineOf } from './mask-shapes.ts';

/** The SVG layers of one mask, each the size of the region drawn. */
export interface MaskLayers {
  /** The mask itself, unlit: its own colours, pleats, seams and the shade of its own form. */
  readonly cloth: string;
  /** What the mask darkens of the face around it. */
  readonly shadow: string;
  readonly loops: string;
}

/** What a mask is made of. */
export interface MaskCloth {
  /** As in CSS; the kind's usual one where absent. */
  readonly colour?: string;
  readonly print?: MaskPrint;
}

export const PRINTS = ['dots', 'stripes', 'checks', 'flowers'] as const;
/** Something printed on a mask, in a second colour. */
export interface MaskPrint {
  readonly pattern: (typeof PRINTS)[number];
  /** As in CSS. */
  readonly colour: string;
  /** Distance from one repetition to the next, in parts of the face's width. */
  readonly pitchRatio: number;
}

interface Look {
  readonly colour: string;
  readonly edge: string;
  readonly loop: string;
}

const LOOKS: Readonly<Record<MaskKind, Look>> = {
  surgical: { colour: '#a9cfe2', edge: '#c3dfec', loop: '#e9eef0' },
  ffp2: { colour: '#eeeeec', edge: '#dcdcda', loop: '#f2f2f0' },
  cloth: { colour: '#2b2f3a', edge: '#20232c', loop: '#26292f' },
  cup: { colour: '#f1efe9', edge: '#d9d6cf', loop: '#e8c33c' },
};

/**
 * Draws a mask's layers. Lengths are shares of the face's width, so that every size looks alike.
 */
export function maskLayers(
  shape: MaskShape,
  kind: MaskKind,
  region: Box,
  face: Box,
  { colour, print }: MaskCloth = {},
): MaskLayers {
  const unit = face.width;
  const px = (share: number) => (unit * share).toFixed(2);
  const line = (points: readonly Point[]) =>
    points.map((p) => `${(p.x - region.x).toFixed(2)},${(p.y - region.y).toFixed(2)}`).join(' ');
  const stroke = (points: readonly Point[], colour: string, share: number, opacity: number) =>
    `<polyline points="${line(points)}" fill="none" stroke="${colour}" stroke-width="${px(share)}" stroke-opacity="${opacity}" stroke-linecap="round" stroke-linejoin="round"/>`;
  const blurred = (share: number, content: string) =>
    `<g style="filter:blur(${px(share)}px)">${content}</g>`;
  const svg = (content: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="${region.width}" height="${region.height}">${content}</svg>`;

  const look = colour ? { ...LOOKS[kind], colour, edge: colour } : LOOKS[kind];
  const { top, bottom } = shape;
  const outline = outlineOf(shape);
  const seam = middleLine(shape);
  const inside = (content: string) =>
    `<clipPath id="mask"><polygon points="${line(outline)}"/></clipPath><g clip-path="url(#mask)">${content}</g>`;

  const closed = [...outline, ...outline.slice(0, 1)];
  const form = [
    // Round at the sides, full in the middle, falling away below the nose.
    blurred(0.07, stroke(closed, '#000', 0.14, kind === 'cloth' ? 0.5 : 0.3)),
    blurred(0.09, stroke(between(top, bottom, 0.85).slice(10, -10), '#000', 0.2, 0.16)),
    blurred(0.08, stroke(seam.slice(0, 12), '#fff', 0.16, kind === 'cloth' ? 0.1 : 0.35)),
  ];
  const details: Readonly<Record<MaskKind, () => string[]>> = {
    surgical: () => [
      ...[0.34, 0.52, 0.7].flatMap((share) => [
        blurred(0.012, stroke(between(top, bottom, share + 0.03), '#20384a', 0.03, 0.3)),
        stroke(between(top, bottom, share), '#5f8193', 0.008, 0.55),
        stroke(between(top, bottom, share - 0.02), '#fff', 0.012, 0.35),
      ]),
      stroke(between(top, bottom, 0.035), look.edge, 0.045, 0.9),
      stroke(between(top, bottom, 0.08), '#7fa3b5', 0.006, 0.6),
      blurred(0.008, stroke(between(top, bottom, 0.045).slice(15, 33), '#fff', 0.014, 0.5)),
      stroke(between(top, bottom, 0.975), look.edge, 0.03, 0.9),
      stroke(between(top, bottom, 0.94), '#7fa3b5', 0.006, 0.6),
    ],
    ffp2: () => [
      blurred(0.03, stroke(beside(seam, 0.05 * unit), '#000', 0.08, 0.13)),
      blurred(0.012, stroke(beside(seam, 0.012 * unit), '#555', 0.02, 0.3)),
      stroke(seam, '#fff', 0.02, 0.8),
      stroke(between(top, bottom, 0.05), look.edge, 0.035, 0.8),
      stroke(between(top, bottom, 0.1), '#aaa', 0.006, 0.5),
      stroke(between(top, bottom, 0.95), look.edge, 0.03, 0.8),
      stroke(between(top, bottom, 0.9), '#aaa', 0.006, 0.5),
      blurred(0.02, stroke(between(top, bottom, 0.45).slice(4, 20), '#000', 0.02, 0.08)),
      blurred(0.02, stroke(between(top, bottom, 0.5).slice(28, 44), '#000', 0.02, 0.08)),
    ],
    cloth: () => [
      blurred(0.01, stroke(seam, '#000', 0.015, 0.6)),
      stroke(beside(seam, 0.01 * unit), '#586072', 0.006, 0.5),
      stroke(between(top, bottom, 0.06), '#4a5162', 0.006, 0.7),
      stroke(between(top, bottom, 0.95), '#4a5162', 0.006, 0.7),
      ...[0.3, 0.42, 0.6, 0.75].flatMap((share, i) => {
        const wrinkle = between(top, bottom, share);
        const part = i % 2 === 0 ? wrinkle.slice(2, 15) : wrinkle.slice(33, 46);
        return [
          blurred(0.015, stroke(part, '#000', 0.03, 0.4)),
          blurred(0.015, stroke(beside(part, -0.025 * unit), '#8b95aa', 0.02, 0.25)),
        ];
      }),
    ],
    cup: () => {
      const valve = seam[13] as Point;
      const ring = (radius: number, colour: string) =>
        `<circle cx="${(valve.x - region.x).toFixed(2)}" cy="${(valve.y - region.y).toFixed(2)}" r="${px(radius)}" fill="${colour}"/>`;
      return [
        stroke(between(top, bottom, 0.05), look.edge, 0.05, 0.9),
        stroke(between(top, bottom, 0.93), look.edge, 0.05, 0.9),
        blurred(0.02, stroke(between(top, bottom, 0.14), '#000', 0.02, 0.2)),
        ring(0.085, '#b9b6b0'),
        ring(0.07, '#dddad4'),
        stroke(between(top, bottom, 0.02).slice(18, 30), '#8d9196', 0.025, 0.9),
      ];
    },
  };

  return {
    cloth: svg(
      inside(
        [
          `<polygon points="${line(outline)}" fill="${look.colour}"/>`,
          print ? printOn(line(outline), print, unit) : '',
          ...details[kind](),
          ...form,
        ].join(''),
      ),
    ),
    shadow: svg(
      [
        blurred(0.025, stroke(closed, '#000', 0.05, 0.45)),
        blurred(0.06, stroke(bottom, '#000', 0.12, 0.4)),
      ].join(''),
    ),
    loops: svg(
      shape.loops
        .map((loop) => stroke(loop, '#000', 0.03, 0.25) + stroke(loop, look.loop, 0.02, 0.95))
        .join(''),
    ),
  };
}

/** The outline filled with a print. */
function printOn(
  outline: string,
  { pattern, colour, pitchRatio }: MaskPrint,
  unit: number,
): string {
  const pitch = unit * pitchRatio;
  const part = (share: number) => (pitch * share).toFixed(2);
  const drawings: Readonly<Record<MaskPrint['pattern'], string>> = {
    dots: `<circle cx="${part(0.5)}" cy="${part(0.5)}" r="${part(0.25)}"/>`,
    stripes: `<rect width="${part(1)}" height="${part(0.4)}"/>`,
    checks: `<rect width="${part(0.5)}" height="${part(0.5)}"/><rect x="${part(0.5)}" y="${part(0.5)}" width="${part(0.5)}" height="${part(0.5)}"/>`,
    flowers: [0.2, 0.5, 0.8]
      .map(
        (share, i) =>
          `<ellipse cx="${part(share)}" cy="${part(0.3 + 0.2 * i)}" rx="${part(0.2)}" ry="${part(0.1)}"/>`,
      )
      .join(''),
  };
  return (
    `<pattern id="print" width="${part(1)}" height="${part(1)}" patternUnits="userSpaceOnUse" patternTransform="rotate(20)">` +
    `<g fill="${colour}">${drawings[pattern]}</g></pattern>` +
    `<polygon points="${outline}" fill="url(#print)"/>`
  );
}

/** From the top of the nose down to the chin, bulging with the nose. */
function middleLine(shape: MaskShape): Point[] {
  const centre = Math.floor(shape.top.length / 2);
  return Array.from({ length: 24 }, (_, i) => {
    const row = between(shape.top, shape.bottom, i / 23);
    return row[centre] as Point;
  });
}

/** The same line moved sideways by `px` and down by 0.4 of that. */
function beside(points: readonly Point[], px: number): Point[] {
  return points.map((p) => ({ x: p.x + px, y: p.y + Math.abs(px) * 0.4 }));
}
