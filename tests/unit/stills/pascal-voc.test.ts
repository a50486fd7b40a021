import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { canTeach, toPascalVoc } from '@/lib/stills/pascal-voc';
import { flatName } from '@/lib/stills/picture-names';
import type { Correction, JudgedStill } from '@/lib/stills/still-result';
import { ZipArchive } from '@/lib/stills/zip-archive';
import type { Verdict } from '@/lib/vision/labels';
import { readDatasets } from '@/scripts/data/dataset';
import { parseAnnotation } from '@/scripts/data/readers/pascal-voc';
import { temporaryFolder } from '../../support/temporary-folder';

const SCORES = { with_mask: 0.6, without_mask: 0.2, incorrect_mask: 0.1, background: 0.1 };

function still(file: string, ...faces: [Verdict, Correction?][]): JudgedStill {
  return {
    file,
    width: 800,
    height: 600,
    ms: 5,
    faces: faces.map(([label, corrected], i) => ({
      box: { x: 100 * i + 0.5, y: 50, width: 60, height: 70.5 },
      faceScore: 0.9,
      isFace: 0.95,
      label,
      confidence: 0.8,
      scores: SCORES,
      ...(corrected && { corrected }),
    })),
  };
}

/** Unpacks an archive, as a user does before training. */
async function unpack(archive: Blob): Promise<string> {
  const folder = path.join(await temporaryFolder(), 'mine');
  for (const [name, bytes] of Object.entries(
    unzipSync(new Uint8Array(await archive.arrayBuffer())),
  )) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), bytes);
  }
  return folder;
}

describe('an archive of corrections', () => {
  it('is a data folder that the training reads', async () => {
    const name = flatName("Größe & 'x'/마스크 1.jpg");
    const archive = new ZipArchive();
    const picture = Uint8Array.from({ length: 3000 }, (_, i) => i % 251);
    archive.add(`JPEGImages/${name}`, picture);
    const annotated: JudgedStill = {
      ...still(name, ['with_mask', 'incorrect_mask'], ['unsure', 'not_a_face'], ['without_mask']),
      marked: [{ label: 'with_mask', box: { x: 700, y: 500.5, width: 90, height: 99.5 } }],
    };
    archive.add('Annotations/1.xml', new TextEncoder().encode(toPascalVoc(name, annotated)));
    const folder = await unpack(archive.finish());

    const { photographs, skipped } = await readDatasets([folder]);
    expect(skipped).toEqual([]);
    expect(photographs).toEqual([
      {
        kind: 'annotated',
        dataset: 'mine',
        file: path.join(folder, 'JPEGImages', name),
        name: `JPEGImages/${name}`,
        stratum: 'mine incorrect_mask',
        turn: 0,
        width: 800,
        height: 600,
        faces: [
          { label: 'incorrect_mask', box: { x: 0.5, y: 50, width: 60, height: 70.5 } },
          { label: 'without_mask', box: { x: 200.5, y: 50, width: 60, height: 70.5 } },
          { label: 'with_mask', box: { x: 700, y: 500.5, width: 90, height: 99.5 } },
        ],
        unlabelled: [],
        ignored: [],
      },
    ]);
  });

  it('stays XML whatever the picture is named', () => {
    const name = 'a\u0001\u000b\ud800\ufffe & <b>.jpg';
    const { filename } = parseAnnotation(toPascalVoc(name, still(name, ['with_mask'])));
    expect(filename).toBe('a\ufffd\ufffd\ufffd\ufffd & <b>.jpg');
    expect(XMLValidator.validate(toPascalVoc(name, still(name)))).toBe(true);
  });

  it('has no picture with a doubtful face, and none without a correction', () => {
    expect(canTeach(still('a.jpg', ['with_mask']))).toBe(false);
    expect(canTeach(still('a.jpg', ['with_mask', 'without_mask'], ['unsure']))).toBe(false);
    expect(canTeach(still('a.jpg', ['with_mask', 'without_mask'], ['unsure', 'with_mask']))).toBe(
      true,
    );
    expect(canTeach(still('a.jpg', ['unsure', 'not_a_face']))).toBe(true);
    const marked = [{ label: 'with_mask', box: { x: 1, y: 1, width: 9, height: 9 } }] as const;
    expect(canTeach({ ...still('a.jpg'), marked })).toBe(true);
    expect(canTeach({ ...still('a.jpg', ['unsure']), marked })).toBe(false);
  });
});
