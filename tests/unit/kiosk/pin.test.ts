import { describe, expect, it } from 'vitest';
import { hashPin, isPinHash, isPlainPin, isRightPin } from '@/lib/kiosk/pin';
import {
  addWrongPin,
  NO_PIN_TRIES,
  parsePinTries,
  pauseLeftMs,
  restartPause,
} from '@/lib/kiosk/pin-pause';

describe('a PIN', () => {
  it('is kept as a salted hash that fits no other', async () => {
    const [hash, again] = [await hashPin('4711'), await hashPin('4711')];
    expect(hash).not.toBe(again);
    expect(hash).not.toContain('4711');
    expect(isPinHash(hash)).toBe(true);
    expect(await isRightPin('4711', hash)).toBe(true);
    expect(await isRightPin('4712', hash)).toBe(false);
    expect(await isRightPin('', hash)).toBe(false);
  });

  it('may be plain text, as in files of earlier versions', async () => {
    expect(['4711', '12345678'].every(isPlainPin)).toBe(true);
    expect(['471', '123456789', 'abcd', ''].some(isPlainPin)).toBe(false);
    expect(await isRightPin('4711', '4711')).toBe(true);
    expect(await isRightPin('4712', '4711')).toBe(false);
  });

  it.each([
    'pbkdf2-sha256:200000:00ff:short',
    `pbkdf2-sha256:0:${'0'.repeat(16)}:${'0'.repeat(64)}`,
    `pbkdf2-sha256:9000000:${'0'.repeat(16)}:${'0'.repeat(64)}`,
    `pbkdf2-sha256:200000:${'0'.repeat(17)}:${'0'.repeat(64)}`,
  ])('is not a hash: %s', (text) => {
    expect(isPinHash(text)).toBe(false);
  });
});

describe('the pause after a wrong PIN', () => {
  it('doubles, up to five minutes', () => {
    let tries = NO_PIN_TRIES;
    expect(pauseLeftMs(tries, 1000)).toBe(0);
    const pauses = Array.from({ length: 9 }, () => {
      tries = addWrongPin(tries, 1000);
      return pauseLeftMs(tries, 1000) / 1000;
    });
    expect(pauses).toEqual([3, 6, 12, 24, 48, 96, 192, 300, 300]);
    expect(pauseLeftMs(tries, 300_500)).toBe(500);
    expect(pauseLeftMs(tries, 302_000)).toBe(0);
  });

  it('outlives a reload, and damaged storage', () => {
    const tries = addWrongPin(NO_PIN_TRIES, 1000);
    expect(parsePinTries(JSON.stringify(tries))).toEqual(tries);
    for (const text of [null, '', 'null', '7', '{"wrong":"1","lastAtMs":1}', '{"wrong":1']) {
      expect(parsePinTries(text)).toEqual(NO_PIN_TRIES);
    }
  });

  it('restarts with the same length if the clock was set back', () => {
    const tries = restartPause(addWrongPin(NO_PIN_TRIES, 90_000_000), 5000);
    expect(pauseLeftMs(tries, 5000)).toBe(3000);
    expect(pauseLeftMs(tries, 8000)).toBe(0);
  });
});
