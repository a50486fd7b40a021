import { describe, expect, it } from 'vitest';
import { layOutTags } from '@/components/stage/tag-layout';
import { type Box, intersect } from '@/lib/geometry';

const AREA = { x: 0, y: 0, width: 800, height: 450 };
const HEIGHT = 28;

function request(x: number, y: number, size: number) {
  const box: Box<'view'> = { x, y, width: size, height: size };
  return { box, widths: [150, 100, 34] };
}

describe('layOutTags', () => {
  it('stands above the box, in full', () => {
    const [tag] = layOutTags([request(300, 200, 120)], HEIGHT, AREA);
    expect(tag).toEqual({ place: { x: 300, y: 167, width: 150, height: 28 }, version: 0 });
  });

  it('stands below a box at the upper edge, and inside one that fills the picture', () => {
    const [below] = layOutTags([request(300, 10, 120)], HEIGHT, AREA);
    expect(below?.place.y).toBe(135);
    const [inside] = layOutTags([request(200, 5, 440)], HEIGHT, AREA);
    expect(inside).toMatchObject({ place: { y: 10 }, version: 0 });
  });

  it('stays in the visible part', () => {
    const seen = { x: 80, y: 60, width: 600, height: 300 };
    const [tag] = layOutTags([request(20, 70, 120)], HEIGHT, seen);
    expect(tag?.place).toMatchObject({ x: 82, y: 195 });
  });

  it('never leaves the picture', () => {
    const [tag] = layOutTags([request(770, 200, 60)], HEIGHT, AREA);
    expect(tag?.place.x).toBe(800 - 150 - 2);
  });

  it('covers neither another tag nor another face where there is room', () => {
    const crowd = [request(100, 200, 60), request(180, 190, 60), request(260, 205, 60)];
    const tags = layOutTags(crowd, HEIGHT, AREA).map(({ place }) => place);
    const everything = [...tags, ...crowd.map(({ box }) => box)];
    for (const [i, tag] of tags.entries()) {
      const covered = everything.filter((other, j) => j !== i && intersect(tag, other));
      expect(covered).toEqual([]);
    }
  });

  it('shortens texts where it is crowded, least for the larger face', () => {
    const crowd = [request(100, 202, 60), request(170, 200, 70), request(250, 204, 60)];
    const [, middle] = layOutTags(crowd, HEIGHT, { ...AREA, width: 400, height: 250 });
    const versions = layOutTags(crowd, HEIGHT, { ...AREA, width: 400, height: 270 }).map(
      (t) => t.version,
    );
    expect(middle?.version).toBe(0);
    expect(versions.some((version) => version > 0)).toBe(true);
  });
});
