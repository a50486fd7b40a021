import { fileURLToPath } from 'node:url';
import type { Box, Point } from '../../lib/geometry.ts';
import type { FaceMarks } from '../../scripts/training/drawn-masks/face-marks.ts';

/** One bare face in a photograph that the tests may use wherever they run. */
export interface FixtureFace {
  readonly name: string;
  /** Absolute path of the photograph. */
  readonly file: string;
  /** The part of the photograph that shows this face and no other. */
  readonly view: Box;
  readonly marks: FaceMarks;
}

const projectFile = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const sample = (n: number) => projectFile(`node_modules/@vladmandic/face-api/demo/sample${n}.jpg`);

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });
const at = (x: number, y: number): Point => ({ x, y });

/** Measured once on the photographs and checked by eye; valid for these files only. */
export const FIXTURE_FACES: readonly FixtureFace[] = [
  {
    name: 'astronaut',
    file: projectFile('tests/fixtures/astronaut.jpg'),
    view: box(0, 0, 512, 512),
    marks: {
      box: box(179, 70, 92, 104),
      eyes: [at(204, 102), at(247, 104)],
      bridge: at(225, 106),
      noseTip: at(223, 126),
      noseBase: at(223, 133),
      mouth: at(223, 146),
      cheeks: [at(190, 120), at(258, 123)],
      jaw: [
        at(179, 111),
        at(180, 129),
        at(185, 148),
        at(196, 161),
        at(221, 174),
        at(247, 163),
        at(259, 152),
        at(267, 134),
        at(270, 115),
      ],
    },
  },
  {
    name: 'tilted',
    file: sample(1),
    view: box(1190, 60, 730, 560),
    marks: {
      box: box(1471, 225, 203, 205),
      eyes: [at(1557, 281), at(1614, 338)],
      bridge: at(1578, 311),
      noseTip: at(1550, 337),
      noseBase: at(1541, 349),
      mouth: at(1518, 373),
      cheeks: [at(1513, 293), at(1602, 383)],
      jaw: [
        at(1518, 266),
        at(1494, 294),
        at(1476, 330),
        at(1471, 360),
        at(1485, 408),
        at(1537, 429),
        at(1570, 429),
        at(1610, 414),
        at(1639, 391),
      ],
    },
  },
  {
    name: 'curls',
    file: sample(3),
    view: box(260, 220, 760, 560),
    marks: {
      box: box(593, 353, 206, 245),
      eyes: [at(629, 434), at(721, 435)],
      bridge: at(664, 439),
      noseTip: at(657, 483),
      noseBase: at(664, 502),
      mouth: at(669, 537),
      cheeks: [at(607, 483), at(747, 484)],
      jaw: [
        at(600, 460),
        at(605, 503),
        at(617, 546),
        at(633, 571),
        at(677, 598),
        at(741, 579),
        at(774, 552),
        at(795, 507),
        at(799, 460),
      ],
    },
  },
  {
    name: 'bun',
    file: sample(3),
    view: box(850, 120, 570, 560),
    marks: {
      box: box(1077, 242, 217, 262),
      eyes: [at(1118, 321), at(1214, 342)],
      bridge: at(1154, 338),
      noseTip: at(1139, 384),
      noseBase: at(1143, 403),
      mouth: at(1143, 437),
      cheeks: [at(1082, 363), at(1235, 397)],
      jaw: [
        at(1080, 333),
        at(1077, 379),
        at(1081, 427),
        at(1094, 461),
        at(1136, 501),
        at(1206, 490),
        at(1245, 467),
        at(1275, 425),
        at(1289, 379),
      ],
    },
  },
  {
    name: 'choker',
    file: sample(4),
    view: box(450, 0, 500, 460),
    marks: {
      box: box(661, 89, 187, 210),
      eyes: [at(709, 151), at(777, 187)],
      bridge: at(732, 169),
      noseTip: at(707, 201),
      noseBase: at(706, 218),
      mouth: at(699, 240),
      cheeks: [at(672, 176), at(781, 234)],
      jaw: [
        at(684, 156),
        at(671, 190),
        at(662, 226),
        at(662, 251),
        at(683, 285),
        at(740, 299),
        at(779, 294),
        at(814, 269),
        at(835, 236),
      ],
    },
  },
  {
    name: 'stairs',
    file: sample(5),
    view: box(970, 110, 440, 460),
    marks: {
      box: box(1122, 222, 175, 218),
      eyes: [at(1150, 299), at(1228, 292)],
      bridge: at(1181, 292),
      noseTip: at(1171, 323),
      noseBase: at(1176, 344),
      mouth: at(1176, 372),
      cheeks: [at(1128, 339), at(1248, 331)],
      jaw: [
        at(1125, 334),
        at(1127, 373),
        at(1133, 407),
        at(1144, 424),
        at(1180, 440),
        at(1242, 424),
        at(1273, 403),
        at(1292, 363),
        at(1297, 321),
      ],
    },
  },
  {
    name: 'earring',
    file: sample(6),
    view: box(60, 370, 500, 540),
    marks: {
      box: box(244, 517, 217, 240),
      eyes: [at(321, 610), at(423, 600)],
      bridge: at(383, 616),
      noseTip: at(396, 666),
      noseBase: at(393, 681),
      mouth: at(394, 708),
      cheeks: [at(298, 661), at(457, 644)],
      jaw: [
        at(248, 627),
        at(260, 672),
        at(288, 716),
        at(328, 741),
        at(396, 756),
        at(437, 724),
        at(454, 694),
        at(460, 649),
        at(459, 605),
      ],
    },
  },
  {
    name: 'smile',
    file: sample(6),
    view: box(480, 240, 620, 560),
    marks: {
      box: box(679, 362, 194, 269),
      eyes: [at(711, 469), at(796, 445)],
      bridge: at(741, 469),
      noseTip: at(735, 519),
      noseBase: at(746, 535),
      mouth: at(755, 568),
      cheeks: [at(696, 518), at(824, 492)],
      jaw: [
        at(699, 483),
        at(709, 527),
        at(722, 572),
        at(735, 602),
        at(770, 631),
        at(830, 592),
        at(858, 552),
        at(872, 498),
        at(872, 447),
      ],
    },
  },
  {
    name: 'hoops',
    file: sample(6),
    view: box(1400, 170, 520, 560),
    marks: {
      box: box(1485, 295, 218, 260),
      eyes: [at(1534, 376), at(1628, 395)],
      bridge: at(1572, 397),
      noseTip: at(1555, 450),
      noseBase: at(1556, 466),
      mouth: at(1552, 493),
      cheeks: [at(1497, 420), at(1643, 450)],
      jaw: [
        at(1490, 381),
        at(1485, 427),
        at(1487, 476),
        at(1500, 512),
        at(1541, 553),
        at(1609, 538),
        at(1647, 511),
        at(1678, 467),
        at(1694, 421),
      ],
    },
  },
];
