import { describe, expect, it } from 'vitest';
import { DEFAULT_KIOSK_CONFIG, type KioskConfig } from '@/lib/kiosk/config';
import {
  EMPTY_KIOSK,
  interruptKiosk,
  type KioskMemory,
  type KioskOrders,
  startKiosk,
  stepKiosk,
} from '@/lib/kiosk/kiosk';
import { stillAnchors } from '@/lib/kiosk/left-out/still-faces';
import type { PeopleState } from '@/lib/kiosk/policy';
import type { Person } from '@/lib/people/people';
import { addCounts, type Counts, NO_COUNTS } from '@/lib/records/counts';
import type { Verdict } from '@/lib/vision/labels';

const FRAME = { width: 1280, height: 720 };
const STEP_MS = 100;
const HOUR = '2026-11-23T14';

/** A person whose face height is this share of the picture's height. */
function person(id: number, label: Verdict, share = 0.25): Person {
  const height = share * FRAME.height;
  return {
    id,
    label,
    confidence: 0.9,
    faceScore: 0.9,
    isFace: 1,
    scores: { with_mask: 0, without_mask: 0, incorrect_mask: 0, background: 0, [label]: 0.9 },
    seenForMs: 0,
    box: { x: 250 * id, y: 200, width: height, height },
  };
}

/** Shows people to the kiosk at ten frames a second, and records the results. */
class Play {
  memory: KioskMemory = EMPTY_KIOSK;
  nowMs = 5000;
  generation = 0;
  gaps = 0;
  counts: Counts = NO_COUNTS;
  doors = 0;
  readonly announced: PeopleState[] = [];
  /** The states that were shown, in order, with the duration of each, ms. */
  readonly shown: { state: PeopleState; ms: number }[] = [];

  constructor(readonly config: Partial<KioskConfig> = {}) {}

  see(seconds: number, ...people: Person[]): this {
    for (let ms = 0; ms < seconds * 1000; ms += STEP_MS) {
      const { nowMs, generation } = this;
      const sight = { people, frame: FRAME, nowMs, gaps: this.gaps, hour: HOUR, generation };
      const config = { ...DEFAULT_KIOSK_CONFIG, ...this.config };
      const { memory, orders } = stepKiosk(this.memory, sight, config);
      this.memory = memory;
      this.obey(orders);
      const last = this.shown.at(-1);
      if (last?.state === memory.shown) last.ms += STEP_MS;
      else this.shown.push({ state: memory.shown, ms: STEP_MS });
      this.nowMs += STEP_MS;
    }
    return this;
  }

  /** Nothing is judged for this time, and the detector reports a gap. */
  stall(seconds: number): this {
    this.nowMs += seconds * 1000;
    this.gaps += 1;
    return this;
  }

  /** Deletes all counts. */
  deleteRecords(): this {
    this.counts = NO_COUNTS;
    this.generation += 1;
    return this;
  }

  interrupt(seconds: number): this {
    this.memory = interruptKiosk(this.memory);
    this.nowMs += seconds * 1000;
    return this;
  }

  get states(): PeopleState[] {
    return this.shown.map(({ state }) => state);
  }

  private obey({ records, openDoor, announce }: KioskOrders): void {
    for (const { change } of records) this.counts = addCounts(this.counts, change);
    if (openDoor) this.doors += 1;
    if (announce) this.announced.push(announce);
  }
}

describe('the screen', () => {
  it('goes from idle through looking to a verdict, and back', () => {
    const play = new Play().see(1).see(4, person(1, 'with_mask')).see(2);
    expect(play.states).toEqual(['idle', 'looking', 'pass', 'idle']);
    const looking = play.shown[1]?.ms ?? 0;
    expect(looking).toBeGreaterThanOrEqual(800);
    expect(looking).toBeLessThanOrEqual(1000);
  });

  it.each([
    ['without_mask', 'no-mask'],
    ['incorrect_mask', 'incorrect'],
    ['unsure', 'unsure'],
  ] as const)('shows for %s: %s', (label, state) => {
    expect(new Play().see(4, person(1, label)).memory.shown).toBe(state);
  });

  it('says how a mask is worn, and keeps these words for as long as the verdict stays', () => {
    const chin = { ...person(1, 'incorrect_mask'), worn: 'under_chin' as const };
    const play = new Play().see(4, chin);
    expect(play.memory).toMatchObject({ shown: 'incorrect', worn: 'under_chin' });
    expect(play.see(0.3, person(1, 'with_mask')).memory.worn).toBe('under_chin');
    const corrected = play.see(4, person(1, 'with_mask')).memory;
    expect(corrected).toMatchObject({ shown: 'pass', worn: null });
  });

  it('asks people who stay far away to come closer, but not those even further away', () => {
    expect(new Play().see(2, person(1, 'with_mask', 0.08)).states).toEqual(['idle', 'closer']);
    expect(new Play().see(2, person(1, 'with_mask', 0.04)).states).toEqual(['idle']);
    expect(new Play().see(0.3, person(1, 'with_mask', 0.08)).see(1).states).toEqual(['idle']);
  });

  it('keeps counting somebody who leans back', () => {
    const play = new Play().see(2, person(1, 'with_mask', 0.13));
    play.see(1, person(1, 'with_mask', 0.11)).see(1, person(1, 'with_mask', 0.13));
    expect(play.states).toEqual(['looking', 'pass']);
    expect(play.see(3, person(1, 'with_mask', 0.09)).memory.shown).toBe('closer');
  });

  it('does not change while a hand passes, whether the face is lost or misjudged', () => {
    const play = new Play().see(2, person(1, 'with_mask'));
    play.see(0.5).see(1, person(1, 'with_mask'));
    play.see(0.7, person(1, 'incorrect_mask')).see(1, person(1, 'with_mask'));
    play.see(1.5, person(1, 'unsure')).see(2, person(1, 'with_mask'));
    expect(play.states).toEqual(['looking', 'pass']);
    expect(play.counts).toEqual({ ...NO_COUNTS, people: 1, with_mask: 1, passed: 1 });
    expect(play.announced).toEqual(['pass']);
  });

  it('keeps a verdict on the screen if its people leave immediately', () => {
    const play = new Play().see(1, person(1, 'without_mask')).see(4);
    expect(play.states).toEqual(['looking', 'no-mask', 'idle']);
    expect(play.shown[1]?.ms).toBeGreaterThanOrEqual(2000);
  });

  it('never flashes between two verdicts', () => {
    const play = new Play();
    for (let i = 0; i < 20; i++) {
      play.see(0.9, person(1, 'with_mask')).see(0.9, person(1, 'without_mask'));
    }
    for (const { ms } of play.shown.slice(1, -1)) expect(ms).toBeGreaterThanOrEqual(1000);
  });

  it('shows a worse verdict within 1.5 s, and a better one after at least 2 s', () => {
    const [a, b] = [person(1, 'with_mask'), person(2, 'without_mask')];
    const play = new Play().see(1, a).see(1.5, a, b);
    expect(play.memory.shown).toBe('no-mask');
    expect(play.memory.group).toBe(true);
    play.see(3, a, person(2, 'with_mask'));
    expect(play.states).toEqual(['looking', 'pass', 'no-mask', 'pass']);
    expect(play.shown[2]?.ms).toBeGreaterThanOrEqual(2000);
  });

  it('counts the time before a face became a person as evidence', () => {
    const play = new Play().see(0.1, { ...person(1, 'with_mask'), seenForMs: 300 });
    expect(play.see(0.4, person(1, 'with_mask')).memory.shown).toBe('looking');
    expect(play.see(0.1, person(1, 'with_mask')).memory.shown).toBe('pass');
  });

  it('works at a low frame rate', () => {
    const config = DEFAULT_KIOSK_CONFIG;
    let memory = EMPTY_KIOSK;
    const look = (nowMs: number, ...people: Person[]) => {
      const sight = { people, frame: FRAME, nowMs, gaps: 0, hour: HOUR, generation: 0 };
      memory = stepKiosk(memory, sight, config).memory;
      return memory.shown;
    };
    const face = person(1, 'with_mask');
    expect([0, 700, 1400].map((ms) => look(ms, face))).toEqual(['looking', 'looking', 'pass']);
    // One frame without the face does not mean that the person has left.
    expect(look(2800)).toBe('pass');
    expect(look(3500)).toBe('idle');
  });
});

describe('the records', () => {
  it('count people, not frames, by their last verdict', () => {
    const play = new Play().see(5, person(1, 'without_mask')).see(5, person(1, 'with_mask')).see(3);
    play.see(3, person(2, 'incorrect_mask')).see(3).see(3, person(3, 'unsure'));
    expect(play.counts).toEqual({
      people: 3,
      passed: 1,
      with_mask: 1,
      without_mask: 0,
      incorrect_mask: 1,
      unsure: 1,
    });
  });

  it('leave out people who pass by, stay far away or exceed the number that counts', () => {
    const play = new Play({ maxPeople: 1 });
    play
      .see(0.5, person(1, 'with_mask'))
      .see(2)
      .see(4, person(2, 'with_mask', 0.08));
    play.see(2, person(3, 'with_mask', 0.3), person(4, 'without_mask', 0.2));
    expect(play.counts).toEqual({ ...NO_COUNTS, people: 1, with_mask: 1, passed: 1 });
  });

  it('count nobody of a group as passed if one person does not pass', () => {
    const play = new Play().see(4, person(1, 'with_mask'), person(2, 'without_mask'));
    expect(play.counts).toMatchObject({ people: 2, with_mask: 1, without_mask: 1, passed: 0 });
    play.see(4, person(1, 'with_mask'), person(2, 'with_mask'));
    expect(play.counts).toMatchObject({ people: 2, with_mask: 2, without_mask: 0, passed: 2 });
  });

  it('count nobody twice who is in the same place after an interruption', () => {
    const play = new Play().see(3, person(1, 'with_mask')).interrupt(12);
    expect(play.memory.shown).toBe('idle');
    const after = { ...person(1, 'with_mask'), id: 7 };
    play.see(3, after);
    expect(play.memory.shown).toBe('pass');
    expect(play.counts).toMatchObject({ people: 1, passed: 1 });
    // This may be another person with a mask, so the door opens again.
    expect([play.doors, play.announced]).toEqual([2, ['pass']]);
    play.see(3, after, person(4, 'with_mask'));
    expect(play.counts).toMatchObject({ people: 2 });
  });
});

describe('after a gap', () => {
  // The track may have the same id after the gap, or a new one.
  it.each([
    ['a stall', 1, (play: Play) => play.stall(3)],
    ['a stall, a new track', 9, (play: Play) => play.stall(3)],
    ['an interruption', 1, (play: Play) => play.interrupt(1)],
    ['an interruption, a new track', 9, (play: Play) => play.interrupt(12)],
  ] as const)('an unmasked stranger where a masked person was does not pass: %s', (_, id, gap) => {
    const play = new Play().see(4, person(1, 'with_mask'));
    gap(play);
    const before = play.shown.length;
    const stranger = { ...person(1, 'without_mask'), id, seenForMs: 4000 };
    play.see(5, stranger);
    expect(play.states.slice(before)).toEqual(['looking', 'no-mask']);
    expect(play.counts).toEqual({
      ...NO_COUNTS,
      people: 2,
      with_mask: 1,
      without_mask: 1,
      passed: 1,
    });
    expect(play.doors).toBe(1);
  });

  it('the same person under a new id is counted once, however short the gap', () => {
    const play = new Play().see(4, person(1, 'without_mask'));
    play.stall(0.1).see(5, { ...person(1, 'without_mask'), id: 9 });
    expect(play.counts).toEqual({ ...NO_COUNTS, people: 1, without_mask: 1 });
  });
});

describe('deleted records', () => {
  it('hold people who are still there once, whatever is said of them afterwards', () => {
    const play = new Play().see(4, person(1, 'with_mask')).deleteRecords();
    play.see(1, person(1, 'with_mask'));
    expect(play.counts).toEqual({ ...NO_COUNTS, people: 1, with_mask: 1, passed: 1 });
    play.see(4, person(1, 'without_mask'));
    expect(play.counts).toEqual({ ...NO_COUNTS, people: 1, without_mask: 1, passed: 1 });
    expect(play.doors).toBe(1);
  });
});

describe('what is left out', () => {
  const ignoredAreas = [{ x: 0.5, y: 0, width: 0.5, height: 1 }];

  it('is a face in an ignored area', () => {
    const play = new Play({ ignoredAreas }).see(4, person(3, 'without_mask'));
    expect(play.states).toEqual(['idle']);
    expect(play.memory.leftOut).toEqual(new Set([3]));
    play.see(4, person(3, 'without_mask'), person(1, 'with_mask'));
    expect(play.memory.shown).toBe('pass');
    expect(play.counts).toMatchObject({ people: 1, without_mask: 0 });
  });

  it('is a face that has not moved for minutes, so that it blocks nobody', () => {
    const poster = person(3, 'without_mask');
    const play = new Play({ stillMinutes: 1 }).see(58, poster);
    expect(play.memory.shown).toBe('no-mask');
    play.see(6, poster);
    expect(play.memory.shown).toBe('idle');
    play.see(4, poster, person(1, 'with_mask'));
    expect(play.memory.shown).toBe('pass');
    expect(play.counts).toMatchObject({ people: 2, without_mask: 1, with_mask: 1 });
  });

  it('is such a face immediately after a reload', () => {
    const poster = person(3, 'without_mask');
    const first = new Play({ stillMinutes: 1 }).see(64, poster);
    const anchors = stillAnchors(first.memory.places);
    const second = new Play({ stillMinutes: 1 });
    second.memory = startKiosk(anchors, second.nowMs);
    second.see(10, { ...poster, id: 1 });
    expect(second.states).toEqual(['idle']);
    expect(second.counts).toEqual(NO_COUNTS);
  });

  it('counts as soon as it moves', () => {
    const play = new Play({ stillMinutes: 1 }).see(64, person(1, 'with_mask'));
    expect(play.memory.shown).toBe('idle');
    const moved = person(1, 'with_mask');
    play.see(2, { ...moved, box: { ...moved.box, x: moved.box.x + 40 } });
    expect(play.memory.shown).toBe('pass');
    expect(play.counts).toMatchObject({ people: 1 });
  });
});

describe('door and voice', () => {
  it('open the door once for each person', () => {
    const play = new Play().see(10, person(1, 'with_mask'));
    expect(play.doors).toBe(1);
    play.see(5, person(1, 'with_mask'), person(2, 'with_mask'));
    expect(play.doors).toBe(2);
    play.see(0.5).see(5, person(1, 'with_mask'), person(2, 'with_mask'));
    expect(play.doors).toBe(2);
  });

  it('open the door once for a group, but not if one of them has no mask', () => {
    const two = [person(1, 'with_mask'), person(2, 'with_mask')] as const;
    expect(new Play().see(5, ...two).doors).toBe(1);
    expect(new Play().see(5, two[0], person(2, 'without_mask')).doors).toBe(0);
  });

  it('open the door for everybody under the reminder policy', () => {
    const play = new Play({ policy: 'reminder' }).see(5, person(1, 'without_mask'));
    expect([play.doors, play.memory.shown]).toEqual([1, 'no-mask']);
  });

  it('say each message once for each person', () => {
    const play = new Play().see(4, person(1, 'without_mask')).see(4, person(1, 'with_mask'));
    play.see(4, person(1, 'without_mask')).see(4, person(1, 'with_mask'));
    expect(play.announced).toEqual(['no-mask', 'pass']);
    play.see(4, person(1, 'with_mask'), person(2, 'without_mask'));
    expect(play.announced).toEqual(['no-mask', 'pass', 'no-mask']);
  });
});

it('forgets people who have left, so that the memory does not grow', () => {
  const play = new Play();
  for (let id = 1; id <= 50; id++) play.see(1, person(id, 'with_mask')).see(1);
  expect(play.see(6).memory.visitors).toEqual([]);
});
