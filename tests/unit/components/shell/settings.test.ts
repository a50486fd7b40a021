import { describe, expect, it } from 'vitest';
import { parseEnginePreference } from '@/components/detection/use-engine-preference';
import { DEFAULT_SETTINGS, parseSettings, type Settings } from '@/components/shell/settings';

describe('parseSettings', () => {
  it('reads back what was stored', () => {
    const settings: Settings = {
      cameraId: 'abc',
      mirror: false,
      sensitivity: 'high',
      locale: 'ko',
      startedBefore: true,
      showTimes: true,
    };
    expect(parseSettings(JSON.stringify(settings))).toEqual(settings);
  });

  it.each([null, '', 'no JSON', '[]', '7', 'null', '{"mirror":"yes","sensitivity":"extreme"}'])(
    'takes defaults for %j',
    (stored) => {
      expect(parseSettings(stored)).toEqual(DEFAULT_SETTINGS);
    },
  );
});

describe('parseEnginePreference', () => {
  it('takes an engine by name, and otherwise chooses by itself', () => {
    expect(parseEnginePreference('?backend=wasm')).toBe('wasm');
    expect(parseEnginePreference('?a=1&backend=webgl')).toBe('webgl');
    expect(parseEnginePreference('?backend=cpu')).toBe('auto');
    expect(parseEnginePreference('')).toBe('auto');
  });
});
