import type { Box } from '../geometry.ts';
import type { Person } from '../people/people.ts';
import { FACE_LABELS, type Verdict } from '../vision/labels.ts';

/** A person as a film shows it at one time. */
export interface TracedPerson {
  readonly person: number;
  /** Pixels of the upright film. */
  readonly box: Box;
  readonly label: Verdict;
  /** 0 to 1 */
  readonly confidence: number;
}

/** A stretch of a film in which one thing was said of a person, ms in the film. */
export interface Stretch {
  readonly label: Verdict;
  readonly fromMs: number;
  readonly toMs: number;
}

const VERDICTS: readonly Verdict[] = [...FACE_LABELS, 'unsure'];
/** Numbers for each person in a look: id, x, y, width, height, label, confidence. */
const STRIDE = 7;

/**
 * Who was where at each look. Kept as plain numbers: an hour of film with four faces takes 8 MB, a tenth of what
 * objects would.
 */
export class FilmTrace {
  private readonly times: number[] = [];
  /** Where the people of each look end in `numbers`. */
  private readonly ends: number[] = [];
  private readonly numbers: number[] = [];

  /** @param atMs time in the film; must rise from call to call */
  add(atMs: number, people: readonly Person[]): void {
    for (const { id, box, label, confidence } of people) {
      const { x, y, width, height } = box;
      this.numbers.push(id, x, y, width, height, VERDICTS.indexOf(label), confidence);
    }
    this.times.push(atMs);
    this.ends.push(this.numbers.length);
  }

  /** Who is in the picture at a time: boxes lie between those of the looks before and after. */
  at(ms: number): TracedPerson[] {
    const before = this.lookAt(ms);
    if (before < 0) return [];
    const now = this.peopleOf(before);
    const [fromMs, toMs] = [this.times[before] as number, this.times[before + 1]];
    if (toMs === undefined) return now;
    const share = (ms - fromMs) / (toMs - fromMs);
    const next = new Map(this.peopleOf(before + 1).map((one) => [one.person, one.box]));
    return now.map((one) => {
      const box = next.get(one.person);
      return box ? { ...one, box: between(one.box, box, share) } : one;
    });
  }

  /** What was said of each person, and when. A person who was hidden for a moment has a gap there. */
  stretches(lookMs: number): Map<number, Stretch[]> {
    const all = new Map<number, Stretch[]>();
    for (const [look, fromMs] of this.times.entries()) {
      for (const { person, label } of this.peopleOf(look)) {
        const mine = all.get(person) ?? [];
        all.set(person, mine);
        const last = mine.at(-1);
        const goesOn = last?.label === label && last.toMs >= fromMs;
        if (goesOn) mine[mine.length - 1] = { ...last, toMs: fromMs + lookMs };
        else mine.push({ label, fromMs, toMs: fromMs + lookMs });
      }
    }
    return all;
  }

  /** Index of the last look not after a time; -1 before the first. */
  private lookAt(ms: number): number {
    let [low, high] = [0, this.times.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.times[middle] as number) <= ms) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  private peopleOf(look: number): TracedPerson[] {
    const people: TracedPerson[] = [];
    const { numbers } = this;
    for (let i = this.ends[look - 1] ?? 0; i < (this.ends[look] as number); i += STRIDE) {
      const [person, x, y, width, height, label, confidence] = numbers.slice(i, i + STRIDE) as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      people.push({
        person,
        box: { x, y, width, height },
        label: VERDICTS[label] as Verdict,
        confidence,
      });
    }
    return people;
  }
}

function between(a: Box, b: Box, share: number): Box {
  const mix = (from: number, to: number) => from + (to - from) * share;
  return {
    x: mix(a.x, b.x),
    y: mix(a.y, b.y),
    width: mix(a.width, b.width),
    height: mix(a.height, b.height),
  };
}
