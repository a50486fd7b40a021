import { describe, expect, it, vi } from 'vitest';
import type { CameraContext } from '@/lib/camera/camera-error';
import { type CameraRequest, type MediaSource, openCamera } from '@/lib/camera/open-camera';

const CONTEXT: CameraContext = { secure: true, hasMediaDevices: true, allowedByPolicy: null };
const ANY: CameraRequest = { deviceId: null, facing: 'user' };

class FakeTrack extends EventTarget {
  readonly stop = vi.fn();
  constructor(private readonly settings: MediaTrackSettings) {
    super();
  }
  getSettings() {
    return this.settings;
  }
}

function fakeStream(settings: MediaTrackSettings = {}) {
  const track = new FakeTrack(settings);
  const stream = { getTracks: () => [track], getVideoTracks: () => [track] };
  return { track, stream: stream as unknown as MediaStream };
}

/** Answers each call in turn with a stream or an error. */
function fakeMedia(...answers: (MediaStream | Error)[]) {
  const getUserMedia = vi.fn(async (_constraints?: MediaStreamConstraints) => {
    const answer = answers.shift();
    if (answer instanceof Error || !answer) throw answer;
    return answer;
  });
  return { getUserMedia } satisfies MediaSource;
}

function open(request: CameraRequest, media: MediaSource | undefined, signal?: AbortSignal) {
  return openCamera(request, signal ?? new AbortController().signal, media, CONTEXT);
}

describe('openCamera', () => {
  it('asks for 1280 x 720 of the front camera and no sound', async () => {
    const { stream } = fakeStream({ deviceId: 'a', facingMode: 'user' });
    const media = fakeMedia(stream);
    const camera = await open(ANY, media);
    expect(media.getUserMedia).toHaveBeenCalledExactlyOnceWith({
      video: {
        width: { ideal: 1280 },
        height: { ideal: 720 },
        facingMode: { ideal: 'user' },
      },
      audio: false,
    });
    expect(camera).toMatchObject({ stream, deviceId: 'a', facing: 'user' });
  });

  it('takes the chosen camera', async () => {
    const media = fakeMedia(fakeStream().stream);
    await open({ ...ANY, deviceId: 'b' }, media);
    expect(media.getUserMedia.mock.calls[0]?.[0]).toMatchObject({
      video: { deviceId: { exact: 'b' } },
    });
  });

  it('takes another when the chosen one is gone', async () => {
    const { stream } = fakeStream();
    const media = fakeMedia(new DOMException('', 'NotFoundError'), stream);
    await expect(open({ ...ANY, deviceId: 'b' }, media)).resolves.toMatchObject({ stream });
  });

  it('does not take another when the chosen one is refused', async () => {
    const media = fakeMedia(new DOMException('', 'NotAllowedError'), fakeStream().stream);
    const opening = open({ ...ANY, deviceId: 'b' }, media);
    await expect(opening).rejects.toMatchObject({ code: 'camera-denied' });
    expect(media.getUserMedia).toHaveBeenCalledOnce();
  });

  it('says what is wrong if the browser has no `getUserMedia`', async () => {
    const context = { ...CONTEXT, secure: false, hasMediaDevices: false };
    const nothing = { getUserMedia: undefined } as unknown as MediaSource;
    const opening = openCamera(ANY, new AbortController().signal, nothing, context);
    await expect(opening).rejects.toMatchObject({ code: 'camera-insecure-page' });
  });

  it('stops a stream that arrives too late', async () => {
    const ending = new AbortController();
    const { track, stream } = fakeStream();
    const opening = open(ANY, fakeMedia(stream), ending.signal);
    ending.abort();
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    expect(track.stop).toHaveBeenCalledOnce();
  });

  it('stops its tracks and reports one that ends by itself', async () => {
    const { track, stream } = fakeStream();
    const camera = await open(ANY, fakeMedia(stream));
    const unplugged = vi.fn();
    camera.onUnplugged(unplugged);
    track.dispatchEvent(new Event('ended'));
    expect(unplugged).toHaveBeenCalledOnce();
    camera.stop();
    expect(track.stop).toHaveBeenCalledOnce();
  });
});
