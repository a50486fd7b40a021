import { describe, expect, it } from 'vitest';
import { MaskGateError } from '@/lib/errors';
import { FilmQueue } from '@/lib/film/film-queue';
import { isJudgedFilm } from '@/lib/film/film-record';
import type { FilmDetector, OpenFilm } from '@/lib/film/judge-film';
import type { PixelFrame } from '@/lib/vision/detector-types';

/** Ten looks, one every 100 ms. */
const DURATION_MS = 1000;
const FRAME: PixelFrame = { width: 4, height: 2, data: new Uint8Array(32) };

/**
 * Films without pictures. They leave out decoding, which tests/browser/films/films.test.ts covers.
 */
function madeFilms({ failAt }: { failAt?: number } = {}) {
  const opened: { readonly name: string; readonly times: number[]; closed: boolean }[] = [];
  const open = async ({ name }: File): Promise<OpenFilm> => {
    const film = { name, times: [] as number[], closed: false };
    opened.push(film);
    return {
      size: FRAME,
      durationMs: DURATION_MS,
      async *frames(timesMs) {
        for (const ms of timesMs) {
          if (ms === failAt) throw new MaskGateError('film-unreadable', 'broken');
          film.times.push(ms);
          yield FRAME;
        }
      },
      close: () => {
        film.closed = true;
      },
    };
  };
  return { opened, open };
}

/** Sees nobody. Each look waits until the test releases it. */
class HeldDetector implements FilmDetector {
  readonly looked: number[] = [];
  readonly startedOver: number[] = [];
  private letGo: ((error?: Error) => void) | null = null;

  look(_frame: unknown, takenAtMs: number) {
    this.looked.push(takenAtMs);
    const none = { grab: 0, find: 0, crop: 0, judge: 0 };
    return new Promise<never>((resolve, reject) => {
      const sighting = {
        frame: FRAME,
        people: [],
        count: 2,
        facesFollowed: 0,
        gaps: 0,
        times: none,
        memory: { tensors: 0, bytes: 0 },
      };
      this.letGo = (error) => (error ? reject(error) : resolve(sighting as never));
    });
  }

  startOver(count: number): void {
    this.startedOver.push(count);
  }

  async go(looks: number): Promise<void> {
    for (let i = 0; i < looks; i++) {
      await settled();
      this.letGo?.();
      this.letGo = null;
    }
    await settled();
  }

  async fail(error: Error): Promise<void> {
    await settled();
    this.letGo?.(error);
    await settled();
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve));
const source = (name: string) => ({ name, file: new File(['x'], name) });
const states = (queue: FilmQueue) => queue.state().films.map(({ state }) => state);

function started(names: readonly string[], films = madeFilms()) {
  const detector = new HeldDetector();
  const queue = new FilmQueue(films.open);
  queue.add(names.map(source));
  queue.setDetector(detector);
  return { queue, detector, ...films };
}

describe('FilmQueue', () => {
  it('judges one film after another, and starts each without people', async () => {
    const { queue, detector, opened } = started(['a.mp4', 'b.mp4']);
    await detector.go(10);
    expect(states(queue)).toEqual(['judged', 'judging']);
    await detector.go(10);
    expect(states(queue)).toEqual(['judged', 'judged']);
    const times = Array.from({ length: 10 }, (_, i) => i * 100);
    expect(opened.map((film) => film.times)).toEqual([times, times]);
    expect(opened.every(({ closed }) => closed)).toBe(true);
    expect(detector.startedOver).toEqual([0, 0]);
    expect(queue.state().films[0]?.result).toMatchObject({ film: 'a.mp4', looks: 10, people: [] });
  });

  it('continues after a pause where it stopped, and keeps its people', async () => {
    const { queue, detector, opened } = started(['a.mp4']);
    await detector.go(4);
    queue.setPaused(true);
    await detector.go(1);
    expect(states(queue)).toEqual(['waiting']);
    expect(opened[0]?.closed).toBe(true);
    queue.setPaused(false);
    await detector.go(10);
    expect(states(queue)).toEqual(['judged']);
    expect(detector.looked).toEqual(Array.from({ length: 10 }, (_, i) => i * 100));
    expect(detector.startedOver).toEqual([0]);
  });

  it.each([0, 3])(
    'keeps nothing of a film cancelled after %i looks, and continues with the next',
    async (looks) => {
      const { queue, detector, opened } = started(['a.mp4', 'b.mp4']);
      await detector.go(looks);
      queue.cancel(1);
      await detector.go(1);
      expect(states(queue)).toEqual(['stopped', 'judging']);
      expect(opened[0]?.closed).toBe(true);
      expect(queue.state().films[0]).toMatchObject({ progress: null, result: null, trace: null });
      queue.takeUpAgain(1);
      await detector.go(20);
      expect(states(queue)).toEqual(['judged', 'judged']);
      expect(queue.state().films[0]?.result).toMatchObject({ looks: 10 });
    },
  );

  it('forgets a film that is removed while it is judged', async () => {
    const { queue, detector, opened } = started(['a.mp4']);
    await detector.go(2);
    queue.remove(1);
    await detector.go(1);
    expect(queue.state().films).toEqual([]);
    expect(opened[0]?.closed).toBe(true);
  });

  it('reports the error of a film, and continues with the next', async () => {
    const { queue, detector } = started(['a.mp4', 'b.mp4'], madeFilms({ failAt: 300 }));
    await detector.go(3);
    const [first] = queue.state().films;
    expect(first?.result && !isJudgedFilm(first.result) && first.result.error).toEqual({
      code: 'film-unreadable',
      message: 'broken',
    });
    expect(states(queue)).toEqual(['judged', 'judging']);
    expect(queue.state().failure).toBe(null);
  });

  it('keeps its results when the engine is lost; another engine continues', async () => {
    const { queue, detector } = started(['a.mp4']);
    await detector.go(4);
    await detector.fail(new MaskGateError('engine-lost', 'gone'));
    expect(queue.state().failure?.code).toBe('engine-lost');
    expect(states(queue)).toEqual(['waiting']);
    const next = new HeldDetector();
    queue.setDetector(next);
    await next.go(6);
    expect(next.looked).toEqual([400, 500, 600, 700, 800, 900]);
    expect(next.startedOver).toEqual([2]);
    expect(states(queue)).toEqual(['judged']);
  });
});
