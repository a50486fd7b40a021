import { describe, expect, it } from 'vitest';
import { readCsv } from '@/lib/csv';
import { resultsCsv } from '@/lib/stills/results-csv';
import { facesOf, type StillFace, type StillResult, toJsonLines } from '@/lib/stills/still-result';

const FACE: StillFace = {
  box: { x: 10.04, y: 20, width: 30.5, height: 41 },
  faceScore: 0.91234,
  isFace: 0.95,
  label: 'with_mask',
  confidence: 0.87654,
  scores: { with_mask: 0.8, without_mask: 0.1, incorrect_mask: 0.05, background: 0.05 },
};
const RESULTS: StillResult[] = [
  {
    file: 'class/a, "b".jpg',
    width: 640,
    height: 480,
    faces: [FACE, { ...FACE, label: 'unsure', corrected: 'without_mask' }],
    ms: 12,
  },
  { file: '=1+1.png', width: 9, height: 8, faces: [], ms: 3 },
  {
    file: 'missed.jpg',
    width: 90,
    height: 80,
    faces: [],
    marked: [{ box: { x: 1, y: 2, width: 30, height: 40 }, label: 'with_mask' }],
    ms: 3,
  },
  { file: '마스크.jpg', error: { code: 'image-truncated', message: 'ends, too early' } },
];

describe('resultsCsv', () => {
  it('has a row for each face, each empty picture and each failure', () => {
    const [header, ...rows] = resultsCsv(RESULTS).replace('\uFEFF', '').trimEnd().split('\r\n');
    expect(header).toBe(
      'file,width,height,face,label,confidence,face_score,x,y,box_width,box_height,corrected,error,message,more_faces,worn',
    );
    expect(rows).toEqual([
      '"class/a, ""b"".jpg",640,480,1,with_mask,0.8765,0.9123,10,20,30.5,41,,,,,',
      '"class/a, ""b"".jpg",640,480,2,unsure,0.8765,0.9123,10,20,30.5,41,without_mask,,,,',
      `"'=1+1.png",9,8,,,,,,,,,,,,,`,
      'missed.jpg,90,80,1,,,,1,2,30,40,with_mask,,,,',
      '마스크.jpg,,,,,,,,,,,,image-truncated,"ends, too early",,',
    ]);
  });

  it('has decimal commas if semicolons separate the cells', () => {
    const [, row] = resultsCsv(RESULTS, ';').split('\r\n');
    expect(row).toBe('"class/a, ""b"".jpg";640;480;1;with_mask;0,8765;0,9123;10;20;30,5;41;;;;;');
  });

  it('makes text of names that a spreadsheet takes for a formula', () => {
    for (const file of ['-2+3+cmd|x.jpg', '\n=1+1.jpg', '@SUM(1).jpg']) {
      const still = { file, width: 9, height: 8, faces: [], ms: 3 };
      expect(readCsv(resultsCsv([still]))[0]?.file).toBe(`'${file}`);
    }
  });

  it('says that a picture has more faces than are reported', () => {
    const still = { file: 'crowd.jpg', width: 9, height: 8, faces: [FACE], moreFaces: true, ms: 3 };
    expect(readCsv(resultsCsv([still as StillResult]))[0]?.more_faces).toBe('yes');
  });
});

it('has the way that a mask is worn in the last column', () => {
  const faces = [{ ...FACE, label: 'incorrect_mask', worn: 'under_chin' } as const];
  const csv = resultsCsv([{ file: 'a.jpg', width: 9, height: 8, faces, ms: 3 }]);
  expect(csv).toMatch(/,incorrect_mask,.*,under_chin\r\n$/);
});

describe('toJsonLines', () => {
  it('has a line for each picture, which reads back unchanged', () => {
    const lines = toJsonLines(RESULTS).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(RESULTS);
  });
});

describe('facesOf', () => {
  it('tells how a mask is worn unless a person corrects the face', () => {
    const worn = { ...FACE, label: 'incorrect_mask', worn: 'nose_uncovered' } as const;
    const faces = [worn, { ...worn, corrected: 'without_mask' as const }];
    expect(facesOf({ faces }).map((face) => face.worn)).toEqual(['nose_uncovered', undefined]);
  });

  it('prefers corrections to judgements, and includes marked faces', () => {
    const faces = [FACE, { ...FACE, corrected: 'not_a_face' as const }];
    expect(facesOf({ faces })).toEqual([
      { box: FACE.box, label: 'with_mask', confidence: FACE.confidence },
      { box: FACE.box, label: 'not_a_face', confidence: null },
    ]);
    expect(facesOf({ faces: [], marked: [{ box: FACE.box, label: 'without_mask' }] })).toEqual([
      { box: FACE.box, label: 'without_mask', confidence: null },
    ]);
  });
});
