import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MaskGateError } from '@/lib/errors';
import type { Backend } from '@/lib/vision/engine/backends';

/** A device: the times of both networks on its engines, and the faults of the engines. */
interface Device {
  readonly card: boolean;
  readonly threads: number;
  /** A device without `webgpu` here has no WebGPU. */
  readonly ms: Readonly<Record<'wasm, 1 thread' | 'wasm, threads' | 'webgl', number>> & {
    readonly webgpu?: number;
  };
  readonly broken?: readonly Backend[];
  readonly wrong?: Backend;
}

let device: Device;
let current: Backend | null;
let active: number;
const log: string[] = [];

vi.mock('@/lib/vision/engine/graphics-card', () => ({
  hasGraphicsCard: () => device.card,
  hasWebgpuCard: async () => device.ms.webgpu !== undefined,
}));
vi.mock('@/lib/vision/engine/engine', () => ({
  startEngine: async (backend: Backend) => {
    current = backend;
    if (device.broken?.includes(backend)) {
      throw new MaskGateError('engine-unavailable', `${backend} does not start`);
    }
    active = backend === 'wasm' ? device.threads : 1;
    return { backend, threads: active };
  },
  resumeEngine: async ({ backend }: { backend: Backend }) => {
    current = backend;
  },
  stopEngine: ({ backend }: { backend: Backend }) => log.push(`stop ${backend}`),
  limitThreads: (threads: number) => {
    active = threads;
  },
}));
vi.mock('@/lib/vision/model/models', () => ({
  loadModels: async (read: (path: string) => unknown) => {
    await read('weights');
    return { on: current };
  },
  disposeModels: ({ on }: { on: Backend }) => log.push(`dispose ${on}`),
}));
vi.mock('@/lib/vision/engine/measure-networks', async (original) => ({
  ...(await original()),
  measureNetworks: async () => {
    const threads = active > 1 ? 'wasm, threads' : 'wasm, 1 thread';
    const outputs = new Float32Array(9).fill(device.wrong === current ? 5 : 1);
    const ms = current === 'wasm' ? device.ms[threads] : device.ms[current as 'webgl' | 'webgpu'];
    return { ms, findMs: (ms ?? 0) / 2, outputs };
  },
}));

const { openFastest } = await import('@/lib/vision/engine/open-engine');

const WEAK: Device = {
  card: false,
  threads: 2,
  ms: { 'wasm, 1 thread': 60, 'wasm, threads': 35, webgl: 600 },
};
const STRONG: Device = { ...WEAK, card: true, threads: 4, ms: { ...WEAK.ms, webgl: 9 } };

async function open(on: Device, read: () => Promise<ArrayBuffer> = async () => new ArrayBuffer(0)) {
  device = on;
  const { engine, models } = await openFastest(read, () => undefined);
  expect(models).toEqual({ on: engine.backend });
  expect(current).toBe(engine.backend);
  expect(active).toBe(engine.threads);
  return engine;
}

beforeEach(() => {
  log.length = 0;
});

describe('openFastest', () => {
  it("tells the finder's size for live pictures on the chosen engine", async () => {
    const read = async () => new ArrayBuffer(0);
    const sizeOn = async (on: Device) => {
      device = on;
      return (await openFastest(read, () => undefined)).size;
    };
    expect(await sizeOn(STRONG)).toBe('large');
    const slow = { ...WEAK, ms: { ...WEAK.ms, 'wasm, 1 thread': 300, 'wasm, threads': 200 } };
    expect(await sizeOn(slow)).toBe('small');
  });

  it('takes WebAssembly if there is no graphics card, and never tries WebGL', async () => {
    expect(await open(WEAK)).toEqual({ backend: 'wasm', threads: 2 });
    expect(log).toEqual([]);
  });

  it('leaves cores unused if they gain little', async () => {
    const idle = { ...WEAK, ms: { ...WEAK.ms, 'wasm, threads': 55 } };
    expect(await open(idle)).toEqual({ backend: 'wasm', threads: 1 });
  });

  it('takes a graphics card that is faster, and ends the other engine', async () => {
    expect(await open(STRONG)).toEqual({ backend: 'webgl', threads: 1 });
    expect(log).toEqual(['dispose wasm', 'stop wasm']);
  });

  it('takes WebGPU only if it is faster than WebGL', async () => {
    const withGpu = (webgpu: number) => ({ ...STRONG, ms: { ...STRONG.ms, webgpu } });
    expect(await open(withGpu(6))).toEqual({ backend: 'webgpu', threads: 1 });
    expect(log).toEqual(['dispose wasm', 'stop wasm', 'dispose webgl', 'stop webgl']);
    expect(await open(withGpu(12))).toEqual({ backend: 'webgl', threads: 1 });
    expect(await open({ ...withGpu(6), wrong: 'webgpu' })).toEqual({
      backend: 'webgl',
      threads: 1,
    });
    expect(await open({ ...withGpu(6), broken: ['webgpu'] })).toEqual({
      backend: 'webgl',
      threads: 1,
    });
  });

  it.each<[string, Device]>([
    ['slower', { ...STRONG, ms: { ...STRONG.ms, webgl: 40 } }],
    ['wrong', { ...STRONG, wrong: 'webgl' }],
  ])('does not use a graphics card that is %s', async (_, on) => {
    active = 4;
    device = on;
    const { engine } = await openFastest(
      async () => new ArrayBuffer(0),
      () => undefined,
    );
    expect(engine).toEqual({ backend: 'wasm', threads: 4 });
    expect([current, ...log]).toEqual(['wasm', 'dispose webgl', 'stop webgl']);
  });

  it('does not use an engine that does not start', async () => {
    device = { ...STRONG, broken: ['webgl'] };
    const read = async () => new ArrayBuffer(0);
    expect((await openFastest(read, () => undefined)).engine.backend).toBe('wasm');
    expect(current).toBe('wasm');
    expect(await open({ ...STRONG, broken: ['wasm'] })).toEqual({ backend: 'webgl', threads: 1 });
  });

  it('says why no engine works, or that a model is missing', async () => {
    const none = open({ ...STRONG, broken: ['wasm', 'webgl'] });
    await expect(none).rejects.toMatchObject({
      code: 'engine-unavailable',
      message: expect.stringContaining('webgl does not start'),
    });
    const missing = open(WEAK, async () => {
      throw new MaskGateError('model-missing', '404');
    });
    await expect(missing).rejects.toMatchObject({ code: 'model-missing' });
  });
});
