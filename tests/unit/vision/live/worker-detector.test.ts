import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LoadingProgress } from '@/lib/vision/live/live-detector';
import { openWorkerDetector, type WorkerPort } from '@/lib/vision/live/worker-detector';
import type { WorkerReply, WorkerRequest } from '@/lib/vision/live/worker-messages';

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
  worker.reply({ type: 'ready', engine: ENGINE });
  return { worker, detector: await opening };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('openWorkerDetector', () => {
  it('passes on what was asked for and how far it is', async () => {
    const { worker, progress, opening } = setUp();
    expect(worker.requests).toEqual([
      { type: 'open', preference: 'wasm', modelsUrl: 'http://localhost/models/' },
    ]);
    worker.reply({ type: 'progress', progress: { stage: 'compile', done: 1, total: 4 } });
    worker.reply({ type: 'ready', engine: ENGINE });
    expect((await opening).engine).toEqual(ENGINE);
    expect(progress).toEqual([{ stage: 'compile', done: 1, total: 4 }]);
  });

  it('keeps the code of a failure', async () => {
    const { worker, opening } = setUp();
    worker.reply({ type: 'open-failed', code: 'model-missing', message: '404' });
    await expect(opening).rejects.toMatchObject({ code: 'model-missing', message: '404' });
    expect(worker.terminate).toHaveBeenCalledOnce();
  });

  it('fails where the worker cannot run, or says nothing', async () => {
    const broken = setUp();
    broken.worker.crash();
    await expect(broken.opening).rejects.toMatchObject({ code: 'engine-unavailable' });

    vi.useFakeTimers();
    const silent = setUp();
    const expectation = expect(silent.opening).rejects.toMatchObject({
      code: 'engine-unavailable',
    });
    await vi.advanceTimersByTimeAsync(60_000);
    await expectation;
    expect(silent.worker.terminate).toHaveBeenCalledOnce();
  });

  it('lets the models take their time once the engine runs', async () => {
    vi.useFakeTimers();
    const { worker, opening } = setUp();
    worker.reply({
      type: 'progress',
      progress: { stage: 'download', loadedBytes: 1, totalBytes: 9 },
    });
    await vi.advanceTimersByTimeAsync(600_000);
    worker.reply({ type: 'ready', engine: ENGINE });
    await expect(opening).resolves.toMatchObject({ engine: ENGINE });
  });

  it('ends the worker when it is no longer wanted', async () => {
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
    worker.reply({ type: 'detection', id: b.id, detection: late });
    worker.reply({ type: 'detection', id: a.id, detection: DETECTION });
    expect(await second).toEqual(late);
    expect(await first).toEqual(DETECTION);
  });

  it('goes on after a frame that failed', async () => {
    const { worker, detector } = await open();
    const failing = detector.detect(PIXELS);
    worker.reply({ type: 'detect-failed', id: 1, code: 'image-empty', message: '0 x 0' });
    await expect(failing).rejects.toMatchObject({ code: 'image-empty' });
    const next = detector.detect(PIXELS);
    worker.reply({ type: 'detection', id: 2, detection: DETECTION });
    await expect(next).resolves.toEqual(DETECTION);
  });

  it('rejects what waits and what comes when the worker dies', async () => {
    const { worker, detector } = await open();
    const waiting = detector.detect(PIXELS);
    worker.crash();
    await expect(waiting).rejects.toMatchObject({ code: 'engine-lost' });
    await expect(detector.detect(PIXELS)).rejects.toMatchObject({ code: 'engine-lost' });
  });

  it('ends with dispose', async () => {
    const { worker, detector } = await open();
    detector.dispose();
    detector.dispose();
    expect(worker.terminate).toHaveBeenCalledOnce();
  });
});
