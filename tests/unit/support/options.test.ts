import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseTrainOptions, trainOptions, trainUsage } from '@/scripts/training/options';
import { publishedOptions } from '@/scripts/training/publish/published-options';
import { folderOf } from '../../support/folder-of';

const DATA = ['--data', 'photographs'];

describe('parseTrainOptions', () => {
  it('reads flags as numbers, lists and switches, and fills in the rest', () => {
    const options = parseTrainOptions([
      ...[
        '--data',
        'a',
        '--data',
        'b',
        '--batch-size',
        '8',
        '--learning-rate',
        '1e-4',
        '--publish',
      ],
    ]);
    expect(options).toMatchObject({
      data: ['a', 'b'],
      batchSize: 8,
      learningRate: 1e-4,
      publish: true,
      resume: false,
      recipe: 'full',
    });
    expect(options).toEqual(trainOptions.parse(options));
  });

  it('refuses an unknown flag and names it', () => {
    expect(() => parseTrainOptions([...DATA, '--learning-rat', '1'])).toThrow(/--learning-rat/);
    expect(() => parseTrainOptions([...DATA, 'photographs'])).toThrow(/photographs/);
  });

  it.each([
    ['--batch-size', '0', /--batch-size/],
    ['--batch-size', '2.5', /--batch-size/],
    ['--epochs', 'ten', /epochs/],
    ['--dropout', '1', /dropout/],
    ['--learning-rate', '-1', /learning-?rate/i],
    ['--label-smoothing', '0.9', /label-?smoothing/i],
    ['--seed', '-1', /seed/],
    ['--engine', 'abacus', /engine/],
    ['--classes', 'helmet', /classes/],
  ])('refuses %s %s and names the flag', (flag, value, name) => {
    expect(() => parseTrainOptions([...DATA, `${flag}=${value}`])).toThrow(name);
  });

  it('names every mistake at once, including missing data', () => {
    const parse = () => parseTrainOptions(['--epochs', '0', '--dropout', '2']);
    expect(parse).toThrow(/data/);
    expect(parse).toThrow(/epochs/);
    expect(parse).toThrow(/dropout/);
  });

  it("has the notes' recipe: two classes, frozen backbone, plain Adam and NLL, dropout 0.4", () => {
    expect(parseTrainOptions([...DATA, '--recipe', 'notes'])).toMatchObject({
      backboneRate: 0,
      classes: ['with_mask', 'without_mask'],
      dropout: 0.4,
      labelSmoothing: 0,
      variation: 'light',
      weightDecay: 0,
    });
  });

  it('lets a flag override the recipe', () => {
    const options = parseTrainOptions([...DATA, '--recipe', 'notes', '--dropout', '0.1']);
    expect(options).toMatchObject({ dropout: 0.1, backboneRate: 0 });
  });
});

describe('--backbone', () => {
  it('names a network, and may name a file of its weights', () => {
    const args = [...DATA, '--backbone', 'resnet50', '--weights', 'resnet50.safetensors'];
    expect(parseTrainOptions(args)).toMatchObject({
      backbone: 'resnet50',
      weights: 'resnet50.safetensors',
    });
    expect(parseTrainOptions(DATA).backbone).toBe('face-resnet');
  });

  it.each([
    [['--start', 'scratch'], /npm package/, '--start'],
    [['--weights', 'face.safetensors'], /npm package/, '--weights'],
    [['--backbone', 'resnet51'], /resnet50/, '--backbone'],
  ])('refuses %j before anything is trained', (args, message, flag) => {
    const parse = () => parseTrainOptions([...DATA, ...args]);
    expect(parse).toThrow(message);
    expect(parse).toThrow(flag);
  });
});

describe('trainUsage', () => {
  it('has a line for each flag', () => {
    const usage = trainUsage();
    for (const name of Object.keys(trainOptions.shape)) {
      const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      expect(usage).toContain(`--${flag}`);
    }
  });
});

describe('--config', () => {
  const fileWith = async (content: string) =>
    path.join(await folderOf({ 'options.yaml': content }), 'options.yaml');

  it('gives options, which flags override and presets do not', async () => {
    const config = await fileWith(
      'data: photographs\nrecipe: notes\nbatch-size: 16\nbackboneRate: 1e-4\nepochs: 3\npublish: true\n',
    );
    const options = parseTrainOptions(['--config', config, '--epochs', '5']);
    expect(options).toMatchObject({
      data: ['photographs'],
      batchSize: 16,
      // The file overrides the recipe's frozen backbone. The recipe gives the classes.
      backboneRate: 1e-4,
      classes: ['with_mask', 'without_mask'],
      epochs: 5,
      publish: true,
    });
    // A manifest has no paths of the training machine.
    expect(publishedOptions(options)).not.toHaveProperty('config');
  });

  it('may be JSON, and may be empty', async () => {
    const config = await fileWith('{ "data": ["a", "b"], "seed": 7 }');
    expect(parseTrainOptions(['--config', config])).toMatchObject({ data: ['a', 'b'], seed: 7 });
    const empty = await fileWith('');
    expect(parseTrainOptions(['--config', empty, ...DATA])).toMatchObject({
      data: ['photographs'],
    });
  });

  it.each([
    ['batchsize: 16', 'has an option batchsize, which this command does not know'],
    ['config: other.yaml', 'has an option config'],
    ['- 1\n- 2', 'is no list of options'],
    ['a: [1', 'cannot be read'],
    ['batchSize: 0', '--batch-size'],
    ['batchSize: many', '--batch-size'],
  ])('refuses %j', async (content, message) => {
    const config = await fileWith(content);
    expect(() => parseTrainOptions(['--config', config, ...DATA])).toThrow(message);
  });

  it('says that a file is missing', () => {
    expect(() => parseTrainOptions(['--config', 'none.yaml', ...DATA])).toThrow(
      'The options in none.yaml cannot be read',
    );
  });
});
