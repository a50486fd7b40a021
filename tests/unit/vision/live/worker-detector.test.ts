import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LiveDetector, LoadingProgress } from '@/lib/vision/live/live-detector';
import { openWorkerDetector } from '@/lib/vision/live/worker-detector';
import { SILENCE_LIMIT_MS, type WorkerPort } from '@/lib/vision/live/worker-line';
import type { WorkerReply, WorkerRequest } from '@/lib/vision/live/worker-messages';

/**
 * The port of a worker, without the worker. It keeps the requests, and the test answers them. It
 * leaves out the thread: nothing is copied and nothing is transferred. `tests/browser` runs the
 * real worker.
 */
class FakeWorker extends EventTarget {
  readonly requests: WorkerRequest[] = [];
  readonly terminate = vi.fn();
  postMessage = (request: WorkerRequest) => {
    this.requests.push(request);
  };
  reply(data: WorkerReply): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  crash(): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message: 'script not found' }));
  }
}

const ENGINE = { backend: 'wasm', threads: 2 } as const;
const READY = { type: 'ready', engine: ENGINE, frameMs: 50 } as const;
const PIXELS = { width: 1, height: 1, data: new Uint8Array(4) };
const DETECTION = {
  frame: { width: 1, height: 1 },
  faces: [],
  times: { grab: 1, find: 2, crop: 0.5, judge: 3 },
};

function setUp(signal?: AbortSignal) {
  const worker = new FakeWorker();
  const progress: LoadingProgress[] = [];
  const opening = openWorkerDetector(
    {
      preference: 'wasm',
      modelsUrl: 'http://localhost/models/',
      onProgress: (step) => progress.push(step),
    },
    signal,
    () => worker as unknown as WorkerPort,
  );
  return { worker, progress, opening };
}

async function open(signal?: AbortSignal) {
  const { worker, opening } = setUp(signal);
  worker.reply(READY);
  return { worker, detector: await opening };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('openWorkerDetector', () => {
  it('passes on the request and the progress', async () => {
    const { worker, progress, opening } = setUp();
    expect(worker.requests).toEqual([
      { type: 'open', preference: 'wasm', modelsUrl: 'http://localhost/models/' },
    ]);
    worker.reply({ type: 'progress', progress: { stage: 'compile', done: 1, total: 4 } });
    worker.reply(READY);
    expect((await opening).engine).toEqual(ENGINE);
    expect(progress).toEqual([{ stage: 'compile', done: 1, total: 4 }]);
  });

  it('keeps the code of a failure', async () => {
    const { worker, opening } = setUp();
    worker.reply({ type: 'open-failed', code: 'model-missing', message: '404' });
    await expect(opening).rejects.toMatchObject({ code: 'model-missing', message: '404' });
    expect(worker.terminate).toHaveBeenCalledOnce();
  });

  it('fails if the worker cannot run, or says nothing', async () => {
    const broken = setUp();
    broken.worker.crash();
    await expect(broken.opening).rejects.toMatchObject({ code: 'engine-unavailable' });

    vi.useFakeTimers();
    const silent = setUp();
    const expectation = expect(silent.opening).rejects.toMatchObject({
      code: 'engine-unavailable',
    });
    await vi.advanceTimersByTimeAsync(SILENCE_LIMIT_MS);
    await expectation;
    expect(silent.worker.terminate).toHaveBeenCalledOnce();
  });

  it('waits for a slow download as long as data arrive', async () => {
    vi.useFakeTimers();
    const { worker, opening } = setUp();
    for (let loadedBytes = 0; loadedBytes < 9; loadedBytes++) {
      const progress = { stage: 'download', loadedBytes, totalBytes: 9 } as const;
      worker.reply({ type: 'progress', progress });
      await vi.advanceTimersByTimeAsync(50_000);
    }
    worker.reply(READY);
    await expect(opening).resolves.toMatchObject({ engine: ENGINE });
  });

  it('ends the worker when the opening is aborted', async () => {
    const ending = new AbortController();
    const { worker, opening } = setUp(ending.signal);
    ending.abort();
    await expect(opening).rejects.toMatchObject({ code: 'engine-lost' });
    expect(worker.terminate).toHaveBeenCalledOnce();
  });
});

describe('a detector in a worker', () => {
  it('gives each frame its own answer', async () => {
    const { worker, detector } = await open();
    const first = detector.detect(PIXELS, { maxFaces: 3 });
    const second = detector.detect(PIXELS);
    const [, a, b] = worker.requests;
    if (a?.type !== 'detect' || b?.type !== 'detect') throw new Error('Nothing was sent');
    expect(a.options).toEqual({ maxFaces: 3 });
    const late = { ...DETECTION, frame: { width: 7, height: 5 } };
    worker.reply({ type: 'answer', id: b.id, answer: late });
    worker.reply({ type: 'answer', id: a.id, answer: DETECTION });
    expect(await second).toEqual(late);
    expect(await first).toEqual(DETECTION);
  });

  it('continues after a frame that failed', async () => {
    const { worker, detector } = await open();
    const failing = detector.detect(PIXELS);
    worker.reply({ type: 'frame-failed', id: 1, code: 'image-empty', message: '0 x 0' });
    await expect(failing).rejects.toMatchObject({ code: 'image-empty' });
    const next = detector.detect(PIXELS);
    worker.reply({ type: 'answer', id: 2, answer: DETECTION });
    await expect(next).resolves.toEqual(DETECTION);
  });

  it('rejects waiting and later requests when the worker dies', async () => {
    const { worker, detector } = await open();
    const waiting = detector.detect(PIXELS);
    worker.crash();
    await expect(waiting).rejects.toMatchObject({ code: 'engine-lost' });
    await expect(detector.detect(PIXELS)).rejects.toMatchObject({ code: 'engine-lost' });
  });

  it('passes on the time of a frame, and the number of people seen before', async () => {
    const { worker, detector } = await open();
    detector.startOver(7);
    const looking = detector.look(PIXELS, 1234, { faceThreshold: 0.4 });
    expect(worker.requests.slice(1)).toEqual([
      { type: 'start-over', count: 7 },
      { type: 'look', id: 1, frame: PIXELS, takenAtMs: 1234, options: { faceThreshold: 0.4 } },
    ]);
    const sighting = {
      ...DETECTION,
      people: [],
      count: 7,
      facesFollowed: 0,
      gaps: 0,
      memory: { tensors: 0, bytes: 0 },
    };
    worker.reply({ type: 'answer', id: 1, answer: sighting });
    expect(await looking).toEqual(sighting);
  });

  it.each([
    ['a frame', 10_000, (detector: LiveDetector) => detector.look(PIXELS, 0)],
    ['a photograph', 60_000, (detector: LiveDetector) => detector.detect(PIXELS)],
  ] as const)('is lost if it does not answer %s in time', async (_, limitMs, ask) => {
    const { worker, detector } = await open();
    vi.useFakeTimers();
    const waiting = ask(detector);
    const expectation = expect(waiting).rejects.toMatchObject({ code: 'engine-lost' });
    await vi.advanceTimersByTimeAsync(limitMs - 1);
    expect(worker.terminate).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await expectation;
    expect(worker.terminate).toHaveBeenCalledOnce();
    await expect(detector.look(PIXELS, 1)).rejects.toMatchObject({ code: 'engine-lost' });
  });

  it('gets more time if its frames take longer', async () => {
    const { worker, opening } = setUp();
    worker.reply({ ...READY, frameMs: 1000 });
    const detector = await opening;
    vi.useFakeTimers();
    const looking = detector.look(PIXELS, 0);
    const expectation = expect(looking).rejects.toMatchObject({ message: 'No answer in 30 s' });
    await vi.advanceTimersByTimeAsync(30_000);
    await expectation;
  });

  it('gets more time once many faces are found, and not before', async () => {
    const { worker, opening } = setUp();
    worker.reply({ ...READY, frameMs: 100 });
    const detector = await opening;
    vi.useFakeTimers();
    const detecting = detector.detect(PIXELS, { maxFaces: 1001 });
    const expectation = expect(detecting).rejects.toMatchObject({ message: 'No answer in 159 s' });
    await vi.advanceTimersByTimeAsync(59_000);
    worker.reply({ type: 'found', id: 1, faces: 500 });
    await vi.advanceTimersByTimeAsync(158_999);
    expect(worker.terminate).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await expectation;
  });

  it('ends with dispose', async () => {
    const { worker, detector } = await open();
    detector.dispose();
    detector.dispose();
    expect(worker.terminate).toHaveBeenCalledOnce();
  });
});
