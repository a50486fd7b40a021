import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_KIOSK_CONFIG,
  fieldKind,
  fieldUnit,
  KIOSK_FIELD_NAMES,
  readField,
} from '@/lib/kiosk/config';
import { mergeConfig, valuesFromAddress, valuesFromJson } from '@/lib/kiosk/config-sources';

const NONE = { file: {}, saved: {}, address: {} };

describe('the fields', () => {
  it('accept their defaults, and ranges of numbers include the default', () => {
    for (const field of KIOSK_FIELD_NAMES) {
      const standard = DEFAULT_KIOSK_CONFIG[field];
      expect(readField(field, standard), field).toEqual({ fits: true, value: standard });
      const kind = fieldKind(field);
      if (kind.kind !== 'number') continue;
      expect(kind.min, field).toBeLessThanOrEqual(standard as number);
      expect(kind.max, field).toBeGreaterThanOrEqual(standard as number);
    }
  });

  it('describe their kind and unit to a panel', () => {
    expect(fieldKind('evidenceSeconds')).toEqual({ kind: 'number', min: 0.2, max: 5, step: 0.01 });
    expect(fieldUnit('evidenceSeconds')).toBe('s');
    expect(fieldKind('maxPeople')).toEqual({ kind: 'number', min: 1, max: 16, step: 1 });
    expect(fieldKind('policy')).toEqual({ kind: 'choice', options: ['must-wear', 'reminder'] });
    expect(fieldKind('mirror')).toEqual({ kind: 'flag' });
    expect(fieldKind('doorUrl')).toEqual({ kind: 'text' });
    expect(fieldKind('ignoredAreas')).toEqual({ kind: 'areas' });
  });
});

describe('mergeConfig', () => {
  it('takes the address over the fleet over what was saved over the file over the defaults', () => {
    const { config, problems, fixedBy } = mergeConfig({
      file: { evidenceSeconds: 1.1, verdictSeconds: 3, maxPeople: 2 },
      saved: { verdictSeconds: 4, maxPeople: 3, volume: 0.1 },
      fleet: { volume: 0.4, maxPeople: 4 },
      address: { maxPeople: 5 },
    });
    expect(config).toEqual({
      ...DEFAULT_KIOSK_CONFIG,
      evidenceSeconds: 1.1,
      verdictSeconds: 4,
      maxPeople: 5,
      volume: 0.4,
    });
    expect(problems).toEqual([]);
    expect([...fixedBy]).toEqual([
      ['volume', 'fleet'],
      ['maxPeople', 'address'],
    ]);
  });

  it.each([
    ['evidenceSeconds', 0.1],
    ['evidenceSeconds', '0.8'],
    ['maxPeople', 2.5],
    ['maxPeople', Number.NaN],
    ['policy', 'strict'],
    ['mirror', 'yes'],
    ['pin', '12'],
    ['pin', 1234],
    ['doorUrl', 'javascript:alert(1)'],
    ['doorUrl', 'door'],
    ['doorUrl', 'http://user:secret@192.168.1.20/open'],
    ['doorUrl', 'http://user@192.168.1.20/open'],
    ['ignoredAreas', [{ x: 0.8, y: 0, width: 0.3, height: 0.5 }]],
    ['ignoredAreas', [{ x: 0, y: 0, width: 0.3 }]],
    ['ignoredAreas', 'left'],
    ['stillMinutes', 61],
    ['screenOnToHour', 25],
    ['doorSerialOpen', 'A0 0'],
    ['reloadHour', 24],
    ['volume', null],
  ])('reports %s = %j, and uses the default', (name, value) => {
    const { config, problems } = mergeConfig({ ...NONE, file: { [name]: value, keepDays: 7 } });
    expect(config).toEqual({ ...DEFAULT_KIOSK_CONFIG, keepDays: 7 });
    expect(problems).toMatchObject([{ source: 'file', name }]);
    expect(problems[0]?.reason.length).toBeGreaterThan(3);
  });

  it('keeps the earlier value if a later one is invalid', () => {
    const { config, problems } = mergeConfig({
      file: { evidenceSeconds: 1.3 },
      saved: { evidenceSeconds: -1 },
      address: {},
    });
    expect(config.evidenceSeconds).toBe(1.3);
    expect(problems).toMatchObject([{ source: 'saved', name: 'evidenceSeconds', value: '-1' }]);
  });

  it('reports unknown settings, but no comments and no other parameters', () => {
    const { problems } = mergeConfig({
      file: { evidenceSecond: 1, _: 'a comment' },
      saved: {},
      address: valuesFromAddress('?backend=wasm'),
    });
    expect(problems.map(({ name }) => name)).toEqual(['evidenceSecond']);
  });

  it('takes no PIN from an address, because anybody can type one', () => {
    const { config, problems } = mergeConfig({
      file: { pin: '4711' },
      saved: {},
      address: valuesFromAddress('?pin='),
    });
    expect(config.pin).toBe('4711');
    expect(problems).toMatchObject([{ source: 'address', kind: 'pin-in-address', name: 'pin' }]);
  });

  it('says why an address with a password cannot be used', () => {
    const { problems } = mergeConfig({ ...NONE, file: { doorUrl: 'http://a:b@door.local/' } });
    expect(problems[0]?.reason).toMatch(/user name or password cannot be used/);
  });

  it('lowers noticeHeight to faceHeight, so that faces that count are noticed', () => {
    const { config } = mergeConfig({ ...NONE, file: { faceHeight: 0.05 } });
    expect(config.noticeHeight).toBe(0.05);
  });
});

describe('valuesFromAddress', () => {
  it('reads each kind of value', () => {
    expect(valuesFromAddress('?evidenceSeconds=1.5&showCounts=true&policy=reminder&foo=1')).toEqual(
      { evidenceSeconds: 1.5, showCounts: true, policy: 'reminder' },
    );
    const area = { x: 0, y: 0, width: 0.5, height: 1 };
    const areas = encodeURIComponent(JSON.stringify([area]));
    expect(valuesFromAddress(`?ignoredAreas=${areas}`)).toEqual({ ignoredAreas: [area] });
  });

  it('leaves invalid values for mergeConfig to report', () => {
    const address = valuesFromAddress('?evidenceSeconds=&maxPeople=many&mirror=1');
    const { config, problems } = mergeConfig({ ...NONE, address });
    expect(config).toEqual(DEFAULT_KIOSK_CONFIG);
    expect(problems.map(({ name }) => name)).toEqual(['evidenceSeconds', 'maxPeople', 'mirror']);
  });
});

describe('valuesFromJson', () => {
  it.each([null, '', ' \n', '{}'])('finds nothing in %j', (text) => {
    expect(valuesFromJson(text)).toEqual({});
  });

  it.each(['{"pin":', '[1]', '7', 'null', '<html>'])('finds no object in %j', (text) => {
    expect(valuesFromJson(text)).toBeNull();
  });

  it('accepts the shipped example', () => {
    const file = valuesFromJson(readFileSync('public/kiosk.example.json', 'utf8')) ?? {};
    expect(Object.keys(file).length).toBeGreaterThan(5);
    expect(mergeConfig({ ...NONE, file }).problems).toEqual([]);
  });
});
