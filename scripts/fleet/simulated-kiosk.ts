import { newToken } from '../../lib/fleet/kiosks/secrets.ts';
import type { ReportAnswer } from '../../lib/fleet/protocol/kiosk-messages.ts';
import type { ReportBody } from '../../lib/fleet/protocol/kiosk-requests.ts';
import { addCounts, type Counts, NO_COUNTS } from '../../lib/records/counts.ts';
import { hourKey } from '../../lib/records/hours.ts';

const ANSWER_LIMIT_MS = 20_000;

/** What all kiosks of a simulation share. */
export interface Surroundings {
  readonly url: () => string;
  /** Whether a kiosk has no network now. */
  readonly isCut: (number: number) => boolean;
  /** Told of each answer, ms; null where none came. */
  readonly onAnswer: (ms: number | null) => void;
}

/**
 * A kiosk without camera and browser: it counts people at random and reports as a real one does. Left out
 * are its database and the page, which have tests of their own.
 */
export class SimulatedKiosk {
  /** What it counted, by hour. */
  readonly counted = new Map<string, Counts>();
  private readonly changed = new Set<string>();
  private readonly token = newToken();
  private sequence = 0;
  private handedInAt = 0;
  private settingsVersion: string | null = null;

  constructor(
    private readonly number: number,
    private readonly around: Surroundings,
  ) {}

  async enrol(code: string): Promise<void> {
    await this.ask('enrol', { code, token: this.token });
  }

  /** Somebody passes, or does not. */
  count(now: Date): void {
    const hour = hourKey(now);
    const hasMask = Math.random() < 0.8;
    const person = hasMask
      ? { people: 1, passed: 1, with_mask: 1 }
      : { people: 1, without_mask: 1 };
    this.counted.set(hour, addCounts(this.counted.get(hour) ?? NO_COUNTS, person));
    this.changed.add(hour);
  }

  /** @param countsMs counts are handed in at most so often @returns whether the site heard it */
  async report(nowMs: number, countsMs: number): Promise<boolean> {
    const isDue = nowMs - this.handedInAt >= countsMs;
    const sent = isDue ? [...this.changed].map((hour) => ({ hour, ...this.countsOf(hour) })) : [];
    if (sent.length > 0) this.sequence += 1;
    const answer = await this.ask<ReportAnswer>('report', {
      heartbeat: {
        version: 'simulated',
        engine: 'wasm',
        framesPerSecond: 5,
        camera: 'works',
        door: 'none',
        state: null,
      },
      settingsVersion: this.settingsVersion,
      done: [],
      sequence: this.sequence,
      hours: sent,
      events: [],
    } satisfies ReportBody).catch(() => null);
    if (!answer) return false;
    if (answer.settings) this.settingsVersion = answer.settings.version;
    for (const { hour, people } of sent) {
      // Somebody may have come meanwhile.
      if (this.countsOf(hour).people === people) this.changed.delete(hour);
    }
    if (isDue) this.handedInAt = nowMs;
    return this.changed.size === 0;
  }

  private countsOf(hour: string): Counts {
    return this.counted.get(hour) ?? NO_COUNTS;
  }

  private async ask<Answer>(what: string, body: object): Promise<Answer> {
    if (this.around.isCut(this.number)) throw new Error('There is no network.');
    const started = performance.now();
    try {
      const response = await fetch(`${this.around.url()}/api/fleet/${what}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${this.token}` },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
      });
      const answer = (await response.json()) as Answer;
      if (!response.ok) throw new Error(JSON.stringify(answer));
      this.around.onAnswer(performance.now() - started);
      return answer;
    } catch (error) {
      this.around.onAnswer(null);
      throw error;
    }
  }
}
