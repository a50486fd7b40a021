import { boxArea } from '../geometry.ts';
import type { Person } from '../people/people.ts';
import { FACE_LABELS, type FaceLabel, type Verdict } from '../vision/labels.ts';
import type { BestLook, FilmPerson } from './film-record.ts';

/** What has been gathered of one person. */
interface Gathered {
  readonly firstSeenMs: number;
  lastSeenMs: number;
  /** Looks in which the box shows a face rather than none. */
  looksAtFace: number;
  /** Looks in which each verdict was said. */
  readonly looks: Record<Verdict, number>;
  /** For each verdict, the look that shows it best, and how well. */
  readonly best: Partial<Record<Verdict, BestLook & { readonly worth: number }>>;
}

/** Probability of a face from which a box shows a face rather than none. */
const LIKELY_FACE = 0.5;

/** Sums up a film's looks to a line for each person. */
export class FilmPeople {
  private readonly byId = new Map<number, Gathered>();

  /** @param atMs time in the film */
  add(atMs: number, people: readonly Person[]): void {
    for (const person of people) {
      const gathered = this.byId.get(person.id) ?? newcomer(atMs - person.seenForMs);
      this.byId.set(person.id, gathered);
      gathered.lastSeenMs = atMs;
      gathered.looks[person.label] += 1;
      if (person.isFace >= LIKELY_FACE) gathered.looksAtFace += 1;
      keepBest(gathered, person, atMs);
    }
  }

  /**
   * A box without any verdict, and without a likely face in half of its looks, is not a person.
   * @param lookMs time from look to look
   */
  summary(lookMs: number): FilmPerson[] {
    const people = [...this.byId].filter(([, gathered]) => isPerson(gathered));
    return people.map(([person, gathered]) => {
      const { firstSeenMs, lastSeenMs, looks, best } = gathered;
      const verdict = longestSaid(looks);
      const total = Object.values(looks).reduce((sum, n) => sum + n, 0);
      const share = (label: Verdict) => looks[label] / total;
      const { worth: _, ...bestLook } = best[verdict] as BestLook & { worth: number };
      return {
        person,
        firstSeenMs,
        lastSeenMs,
        seenMs: total * lookMs,
        verdict,
        shares: {
          with_mask: share('with_mask'),
          without_mask: share('without_mask'),
          incorrect_mask: share('incorrect_mask'),
          unsure: share('unsure'),
        },
        best: bestLook,
      };
    });
  }
}

function isPerson({ looks, looksAtFace }: Gathered): boolean {
  return longestSaid(looks) !== 'unsure' || looksAtFace >= looks.unsure / 2;
}

function newcomer(firstSeenMs: number): Gathered {
  const looks = { with_mask: 0, without_mask: 0, incorrect_mask: 0, unsure: 0 };
  return { firstSeenMs, lastSeenMs: firstSeenMs, looksAtFace: 0, looks, best: {} };
}

/** A large face, surely judged, is worth most. */
function keepBest({ best }: Gathered, { label, box, confidence }: Person, atMs: number): void {
  const worth = confidence * Math.sqrt(boxArea(box));
  if (worth > (best[label]?.worth ?? 0)) best[label] = { atMs, box, confidence, worth };
}

function longestSaid(looks: Readonly<Record<Verdict, number>>): Verdict {
  const longest = FACE_LABELS.reduce<FaceLabel>(
    (most, label) => (looks[label] > looks[most] ? label : most),
    FACE_LABELS[0],
  );
  return looks[longest] > 0 ? longest : 'unsure';
}
