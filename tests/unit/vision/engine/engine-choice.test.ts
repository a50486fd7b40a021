import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { choiceKey, recallChoice, storeChoice } from '@/lib/vision/engine/engine-choice';

let renderer: string | null = null;
vi.mock('@/lib/vision/engine/graphics-card', () => ({ graphicsRenderer: () => renderer }));

const CHOICE = { key: 'a key', engine: { backend: 'wasm', threads: 2 }, size: 'medium' } as const;
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

  it.each([
    '{',
    'null',
    '{"key":"k"}',
    '{"key":"k","engine":{"backend":"abacus","threads":1},"size":"small"}',
    // Stored before there were sizes.
    '{"key":"k","engine":{"backend":"wasm","threads":1}}',
    '{"key":"k","engine":{"backend":"wasm","threads":1},"size":"huge"}',
  ])('is ignored if %s was stored', (value) => {
    stored = value;
    expect(recallChoice()).toBeUndefined();
  });

  it('is undefined if the browser stores nothing', () => {
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
  it('changes with the models, the browser, the device and what draws its graphics', async () => {
    const card = 'ANGLE (NVIDIA, driver 550)';
    const device = {
      models: 'm1',
      userAgent: 'Chrome/1',
      version: '1.0.1',
      cores: 2,
      renderer: card as string | null,
    };
    const key = (changed: Partial<typeof device> = {}) => {
      const now = { ...device, ...changed };
      renderer = now.renderer;
      vi.stubGlobal('navigator', {
        userAgent: now.userAgent,
        hardwareConcurrency: now.cores,
        userAgentData: { getHighEntropyValues: async () => ({ uaFullVersion: now.version }) },
      });
      return choiceKey(now.models);
    };
    const keys = await Promise.all([
      key(),
      key({ models: 'm2' }),
      key({ userAgent: 'Chrome/2' }),
      key({ version: '1.0.2' }),
      key({ cores: 4 }),
      key({ renderer: 'ANGLE (NVIDIA, driver 560)' }),
      key({ renderer: null }),
    ]);
    expect(new Set(keys).size).toBe(7);
    expect(await key()).toBe(keys[0]);
  });

  it('works without values that a browser does not give', async () => {
    vi.stubGlobal('navigator', { userAgent: 'Firefox/1', hardwareConcurrency: 2 });
    expect(await choiceKey('m1')).toContain('Firefox/1');
  });
});
