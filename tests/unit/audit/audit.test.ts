import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import { audit, auditOptions } from '@/scripts/audit';
import { labelConflicts } from '@/scripts/audit/copies';
import { formatAudit } from '@/scripts/audit/format';
import { contradictions, readJudgements } from '@/scripts/audit/judgements';
import type { AnnotatedPhotograph, LabelledPhotograph } from '@/scripts/data/photograph';
import { parseOptions } from '@/scripts/support/options';
import { blotches, vocAnnotation } from '../../support/made-pictures';
import { temporaryFolder } from '../../support/temporary-folder';

// Keeps the progress bar out of the test's output.
vi.spyOn(process.stderr, 'write').mockReturnValue(true);

const SIZE = { width: 160, height: 120 };

/** Class folders and boxes with one problem of each kind. */
async function troubledData(): Promise<{ folder: string; data: string[]; out: string }> {
  const folder = await temporaryFolder();
  const write = async (name: string, content: Buffer | string) => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  };
  const [a, b, c, d] = await Promise.all([1, 2, 3, 4].map((seed) => blotches(seed)));
  await write('classes/with_mask/a.png', a as Buffer);
  await write('classes/without_mask/a-again.jpg', await sharp(a).jpeg().toBuffer());
  await write('classes/without_mask/b.jpg', await sharp(b).webp().toBuffer());
  await write('classes/without_mask/torn.png', (b as Buffer).subarray(0, 400));
  await write('classes/without_mask/c.jpg_1088wx1632h', c as Buffer);
  await write('boxes/JPEGImages/c.png', c as Buffer);
  await write('boxes/JPEGImages/d.png', d as Buffer);
  const face = { name: 'with_mask', box: [20, 20, 60, 70] };
  const beyond = { name: 'mask_weared_incorrect', box: [100, 20, 161, 70] };
  await write('boxes/JPEGImages/e.png', d as Buffer);
  await write('boxes/Annotations/e.xml', vocAnnotation('e.png', { width: 80, height: 80 }, [face]));
  await write('boxes/Annotations/c.xml', vocAnnotation('c.png', SIZE, [face, beyond]));
  await write(
    'boxes/Annotations/d.xml',
    vocAnnotation('d.png', { width: 80, height: 60 }, [{ ...face, box: [10, 10, 30, 35] }]),
  );
  return {
    folder,
    data: ['--data', path.join(folder, 'classes'), '--data', path.join(folder, 'boxes')],
    out: path.join(folder, 'out'),
  };
}

describe('audit', () => {
  it('counts, lists problems, and draws', async () => {
    const { data, out } = await troubledData();
    const report = await audit(parseOptions(auditOptions, [...data, '--out', out]));

    expect(report.datasets.classes).toMatchObject({
      photographs: 4,
      labels: { with_mask: 1, without_mask: 3, incorrect_mask: 0 },
      misnamed: 1,
      unreadable: 1,
    });
    expect(report.datasets.boxes).toMatchObject({
      photographs: 2,
      labels: { with_mask: 2, without_mask: 0, incorrect_mask: 1 },
      scaled: 1,
      turned: 0,
      boxesOutside: 1,
      longerEdge: { smallest: 160, median: 160, largest: 160 },
    });
    expect(report.misnamed).toEqual([{ file: 'classes/without_mask/b.jpg', format: 'webp' }]);
    expect(report.unreadable.map(({ file }) => file)).toEqual(['classes/without_mask/torn.png']);
    expect(report.skipped).toMatchObject([
      { format: 'png', why: 'not named like a picture' },
      {
        format: 'png',
        why: expect.stringContaining('another crop'),
        detail: expect.stringContaining('80 x 80 px'),
      },
    ]);
    expect(report.copies.groups).toEqual([
      ['classes/with_mask/a.png', 'classes/without_mask/a-again.jpg'],
    ]);
    expect(report.conflicts).toMatchObject([{ what: 'with_mask / without_mask' }]);
    expect((await readdir(out)).sort()).toEqual([
      'class-incorrect_mask.png',
      'class-with_mask.png',
      'class-without_mask.png',
      'conflicts.png',
      'copies.png',
      'report.json',
    ]);
    expect(JSON.parse(await readFile(path.join(out, 'report.json'), 'utf8'))).toEqual(report);

    const text = formatAudit(report);
    expect(text).toContain('classes: 4 photographs');
    expect(text).toContain('1 groups with 2 files');
    expect(text).toContain('torn.png');
  });

  it('lists and draws the labels that a model contradicts, strongest first', async () => {
    const { folder, data, out } = await troubledData();
    const box = { x: 20, y: 20, width: 40, height: 50 };
    const judgements = [
      { file: 'boxes/JPEGImages/c.png', box, label: 'with_mask', scores: { with_mask: 1 } },
      {
        file: 'boxes/JPEGImages/c.png',
        box,
        label: 'incorrect_mask',
        scores: { incorrect_mask: 0.4, with_mask: 0.6 },
      },
      {
        file: path.join(folder, 'boxes/JPEGImages/d.png'),
        box,
        label: 'with_mask',
        scores: { without_mask: 0.95 },
      },
    ];
    const file = path.join(folder, 'judgements.json');
    await writeFile(file, JSON.stringify(judgements));
    const options = parseOptions(auditOptions, [...data, '--out', out, '--judgements', file]);
    expect(await audit(options)).toMatchObject({
      judged: 3,
      contradicted: 2,
      mistakes: { 'wrong label': 2, 'not marked': 0, 'no face': 0 },
    });

    const [, first, second] = (await readFile(path.join(out, 'contradicted.tsv'), 'utf8')).split(
      '\n',
    );
    expect(first?.split('\t').slice(1)).toEqual([
      '20,20,40,50',
      'with_mask',
      'without_mask',
      '0.950',
      'wrong label',
    ]);
    expect(second?.split('\t').slice(2)).toEqual([
      'incorrect_mask',
      'with_mask',
      '0.200',
      'wrong label',
    ]);
    expect((await sharp(path.join(out, 'contradicted.png')).metadata()).format).toBe('png');
  });
});

describe('options', () => {
  it('are refused by name if they are wrong', () => {
    const parse = (...flags: string[]) => parseOptions(auditOptions, ['--data', 'x', ...flags]);
    expect(() => parse('--distance', '65')).toThrow(/distance/);
    expect(() => parse('--pictures', 'many')).toThrow(/pictures/);
    expect(() => parse('--depth', '3')).toThrow(/--depth/);
    expect(() => parseOptions(auditOptions, [])).toThrow(/data/);
  });
});

describe('readJudgements', () => {
  it('says what is wrong with a file', async () => {
    const folder = await temporaryFolder();
    const write = async (content: string) => {
      await writeFile(path.join(folder, 'judgements.json'), content);
      return path.join(folder, 'judgements.json');
    };
    await expect(readJudgements(path.join(folder, 'none.json'))).rejects.toThrow('none.json');
    await expect(readJudgements(await write('{'))).rejects.toThrow('not JSON');
    await expect(readJudgements(await write('[{"file":"a"}]'))).rejects.toThrow('label');
  });
});

describe('contradictions', () => {
  it('count a class without a score as impossible', () => {
    const box = { x: 0, y: 0, width: 1, height: 1 };
    const item = { file: 'a', box, label: 'background', scores: { with_mask: 0.3 } } as const;
    expect(contradictions([item])).toMatchObject([{ answer: 'with_mask', margin: 0.3 }]);
    expect(contradictions([{ ...item, scores: {} }])).toEqual([]);
  });
});

describe('labelConflicts', () => {
  const entry = { file: '', dataset: '', name: '', stratum: '', turn: 0 };
  const labelled = (label: LabelledPhotograph['label']): LabelledPhotograph => ({
    ...entry,
    kind: 'labelled',
    label,
  });
  const annotated = (
    scale: number,
    ...labels: LabelledPhotograph['label'][]
  ): AnnotatedPhotograph => ({
    ...entry,
    kind: 'annotated',
    width: 100 * scale,
    height: 100 * scale,
    faces: labels.map((label, i) => ({
      label,
      box: { x: 30 * i * scale, y: 0, width: 20 * scale, height: 20 * scale },
    })),
    unlabelled: [],
    ignored: [],
  });

  it('compares the same face in copies of different size', () => {
    const found = labelConflicts(
      annotated(1, 'with_mask', 'without_mask'),
      annotated(3, 'with_mask', 'incorrect_mask'),
    );
    expect(found).toEqual([
      {
        what: 'without_mask / incorrect_mask',
        boxes: [
          { x: 30, y: 0, width: 20, height: 20 },
          { x: 90, y: 0, width: 60, height: 60 },
        ],
      },
    ]);
  });

  it('takes the label of a folder as wrong only if no box agrees', () => {
    expect(labelConflicts(labelled('with_mask'), annotated(1, 'without_mask'))).toHaveLength(1);
    expect(labelConflicts(annotated(1, 'without_mask'), labelled('without_mask'))).toEqual([]);
    expect(labelConflicts(labelled('with_mask'), annotated(1))).toEqual([]);
    expect(labelConflicts(labelled('with_mask'), labelled('with_mask'))).toEqual([]);
  });
});
