import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openFrameSource } from '@/lib/camera/frame-source';

const video = { readyState: 4, videoWidth: 1280 } as HTMLVideoElement;
const stream = { getVideoTracks: () => [{}] } as unknown as MediaStream;

function frame(name: string) {
  return { name } as unknown as VideoFrame;
}

/** A browser that hands out the frames of a track; the test sends them. */
function stubProcessor() {
  let controller: ReadableStreamDefaultController<VideoFrame> | undefined;
  const cancelled = vi.fn();
  const readable = new ReadableStream<VideoFrame>({
    start: (given) => {
      controller = given;
    },
    cancel: cancelled,
  });
  vi.stubGlobal(
    'MediaStreamTrackProcessor',
    class {
      readonly readable = readable;
    },
  );
  return {
    cancelled,
    send: (name: string) => controller?.enqueue(frame(name)),
    end: () => controller?.close(),
  };
}

beforeEach(() => {
  vi.stubGlobal('HTMLMediaElement', { HAVE_CURRENT_DATA: 2 });
  vi.stubGlobal('createImageBitmap', async () => ({ name: 'bitmap' }));
});
afterEach(() => vi.unstubAllGlobals());

describe('openFrameSource', () => {
  it('takes bytes from the track, until the camera ends', async () => {
    const { send, end } = stubProcessor();
    const source = openFrameSource(video, stream, true);
    const waiting = source.grab();
    send('first');
    expect(await waiting).toMatchObject({ frame: { name: 'first' }, grabMs: 0 });
    end();
    expect(await source.grab()).toBeNull();
  });

  it('releases the track, and ends a wait for a frame', async () => {
    const { cancelled } = stubProcessor();
    const source = openFrameSource(video, stream, true);
    const waiting = source.grab();
    source.close();
    expect(await waiting).toBeNull();
    expect(cancelled).toHaveBeenCalledOnce();
  });

  it('takes a bitmap of the video for a graphics card', async () => {
    stubProcessor();
    const taken = await openFrameSource(video, stream, false).grab();
    expect(taken?.frame).toEqual({ name: 'bitmap' });
  });

  it('takes frames of the video if the browser gives none of the track', async () => {
    vi.stubGlobal('MediaStreamTrackProcessor', undefined);
    const bitmap = await openFrameSource(video, stream, true).grab();
    expect(bitmap?.frame).toEqual({ name: 'bitmap' });
    vi.stubGlobal(
      'VideoFrame',
      class {
        readonly name = 'video frame';
      },
    );
    const taken = await openFrameSource(video, stream, true).grab();
    expect(taken?.frame).toMatchObject({ name: 'video frame' });
  });

  it('has no frame before the video shows one', async () => {
    const early = { readyState: 0, videoWidth: 0 } as HTMLVideoElement;
    expect(await openFrameSource(early, stream, false).grab()).toBeNull();
  });

  it('waits if the video only claims to have a frame, and passes on other errors', async () => {
    const failWith = (name: string) =>
      vi.stubGlobal('createImageBitmap', () => Promise.reject(new DOMException('', name)));
    failWith('InvalidStateError');
    expect(await openFrameSource(video, stream, false).grab()).toBeNull();
    failWith('SecurityError');
    await expect(openFrameSource(video, stream, false).grab()).rejects.toThrow(DOMException);
  });
});
