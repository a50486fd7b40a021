import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { choiceKey, recallChoice, storeChoice } from '@/lib/vision/engine/engine-choice';

const CHOICE = { key: 'a key', engine: { backend: 'wasm', threads: 2 } } as const;
let stored: string | null;

beforeEach(() => {
  stored = null;
  vi.stubGlobal('localStorage', {
    getItem: () => stored,
    setItem: (_: string, value: string) => {
      stored = value;
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('the remembered engine', () => {
  it('is recalled as it was stored', () => {
    expect(recallChoice()).toBeUndefined();
    storeChoice(CHOICE);
    expect(recallChoice()).toEqual(CHOICE);
  });

  it.each(['{', 'null', '{"key":"k"}', '{"key":"k","engine":{"backend":"abacus","threads":1}}'])(
    'is forgotten where %s was stored',
    (value) => {
      stored = value;
      expect(recallChoice()).toBeUndefined();
    },
  );

  it('is not missed where the browser stores nothing', () => {
    vi.stubGlobal('localStorage', {
      getItem: () => {
        throw new Error('denied');
      },
      setItem: () => {
        throw new Error('denied');
      },
    });
    expect(() => storeChoice(CHOICE)).not.toThrow();
    expect(recallChoice()).toBeUndefined();
  });
});

describe('choiceKey', () => {
  it('changes with the models, the browser and the device', () => {
    const key = (models: string, userAgent: string, hardwareConcurrency: number) => {
      vi.stubGlobal('navigator', { userAgent, hardwareConcurrency });
      return choiceKey(models);
    };
    const keys = [
      key('m1', 'Chrome/1', 2),
      key('m2', 'Chrome/1', 2),
      key('m1', 'Chrome/2', 2),
      key('m1', 'Chrome/1', 4),
    ];
    expect(new Set(keys).size).toBe(4);
    expect(key('m1', 'Chrome/1', 2)).toBe(keys[0]);
  });
});
