import { describe, expect, it } from 'vitest';
import { parseTrainOptions, trainOptions, trainUsage } from '@/scripts/training/options';

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

  it('refuses an unknown flag by its name', () => {
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
  ])('refuses %s %s by its name', (flag, value, name) => {
    expect(() => parseTrainOptions([...DATA, `${flag}=${value}`])).toThrow(name);
  });

  it('names every mistake at once, data that are missing too', () => {
    const parse = () => parseTrainOptions(['--epochs', '0', '--dropout', '2']);
    expect(parse).toThrow(/data/);
    expect(parse).toThrow(/epochs/);
    expect(parse).toThrow(/dropout/);
  });

  it("knows the notes' recipe: two classes, frozen backbone, plain Adam and NLL, dropout 0.4", () => {
    expect(parseTrainOptions([...DATA, '--recipe', 'notes'])).toMatchObject({
      backboneRate: 0,
      classes: ['with_mask', 'without_mask'],
      dropout: 0.4,
      labelSmoothing: 0,
      weightDecay: 0,
    });
  });

  it('lets a flag have the last word over the recipe', () => {
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
