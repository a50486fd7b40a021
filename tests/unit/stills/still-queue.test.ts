import { describe, expect, it } from 'vitest';
import { passes } from '@/components/stills/list/still-filters';
import { MaskGateError } from '@/lib/errors';
import { type JudgePicture, type Still, StillQueue } from '@/lib/stills/still-queue';
import type { JudgedStill } from '@/lib/stills/still-result';
import type { Verdict } from '@/lib/vision/labels';

function judgedAs(file: string, ...labels: Verdict[]): JudgedStill {
  const scores = { with_mask: 0.25, without_mask: 0.25, incorrect_mask: 0.25, background: 0.25 };
  const box = { x: 1, y: 2, width: 3, height: 4 };
  const faces = labels.map((label) => ({
    box,
    faceScore: 0.7,
    isFace: 0.9,
    label,
    confidence: 0.6,
    scores,
  }));
  return { file, width: 10, height: 20, ms: 1, faces };
}

const source = (name: string) => ({ name, file: new File(['x'], name) });

/** A judge that answers when the test tells it to. */
function heldJudge() {
  const waiting: {
    name: string;
    answer: (labels?: Verdict[]) => void;
    fail: (e: Error) => void;
  }[] = [];
  const judge: JudgePicture = ({ name }) =>
    new Promise((resolve, reject) => {
      waiting.push({
        name,
        answer: (labels = []) => resolve({ result: judgedAs(name, ...labels), thumbnail: null }),
        fail: reject,
      });
    });
  return { judge, waiting };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));
const states = (queue: StillQueue) => queue.state().stills.map(({ state }) => state);

describe('StillQueue', () => {
  it('judges one at a time, in order, once there is a judge', async () => {
    const queue = new StillQueue();
    const { judge, waiting } = heldJudge();
    queue.add([source('a'), source('b')]);
    await settled();
    expect(states(queue)).toEqual(['waiting', 'waiting']);
    queue.setJudge(judge);
    await settled();
    expect(waiting.map(({ name }) => name)).toEqual(['a']);
    waiting[0]?.answer();
    await settled();
    expect(states(queue)).toEqual(['judged', 'judging']);
    queue.add([source('c')]);
    waiting[1]?.answer();
    await settled();
    waiting[2]?.answer();
    await settled();
    expect(waiting.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(queue.state().pictureMs).toBeGreaterThanOrEqual(0);
  });

  it('lists files that could not be opened, and never judges them', async () => {
    const queue = new StillQueue();
    const { judge, waiting } = heldJudge();
    queue.setJudge(judge);
    queue.add([source('a')], [{ name: 'locked', reason: 'no permission' }]);
    await settled();
    waiting[0]?.answer();
    await settled();
    expect(waiting).toHaveLength(1);
    expect(states(queue)).toEqual(['judged', 'judged']);
    expect(queue.state().stills[1]?.result).toEqual({
      file: 'locked',
      error: { code: 'image-unreadable', message: 'no permission' },
    });
    queue.cancel();
    queue.takeUpAgain();
    expect(states(queue)).toEqual(['judged', 'judged']);
  });

  it('pauses and continues', async () => {
    const queue = new StillQueue();
    const { judge, waiting } = heldJudge();
    queue.setJudge(judge);
    queue.add([source('a'), source('b')]);
    queue.setPaused(true);
    waiting[0]?.answer();
    await settled();
    expect(states(queue)).toEqual(['judged', 'waiting']);
    queue.setPaused(false);
    await settled();
    expect(states(queue)).toEqual(['judged', 'judging']);
  });

  it('keeps judged pictures when it is cancelled, and resumes with the rest', async () => {
    const queue = new StillQueue();
    const { judge, waiting } = heldJudge();
    queue.setJudge(judge);
    queue.add([source('a'), source('b'), source('c')]);
    queue.cancel();
    waiting[0]?.answer(['with_mask']);
    await settled();
    expect(states(queue)).toEqual(['judged', 'stopped', 'stopped']);
    queue.takeUpAgain();
    await settled();
    expect(states(queue)).toEqual(['judged', 'judging', 'waiting']);
  });

  it('forgets a picture that is judged after the list was cleared', async () => {
    const queue = new StillQueue();
    const { judge, waiting } = heldJudge();
    queue.setJudge(judge);
    queue.add([source('a'), source('b')]);
    queue.clear();
    waiting[0]?.answer();
    await settled();
    expect(queue.state().stills).toEqual([]);
    expect(waiting).toHaveLength(1);
  });

  it('stops when the engine fails, and judges the same picture with the next engine', async () => {
    const queue = new StillQueue();
    const { judge, waiting } = heldJudge();
    queue.setJudge(judge);
    queue.add([source('a'), source('b')]);
    waiting[0]?.fail(new MaskGateError('engine-lost', 'gone'));
    await settled();
    expect(queue.state().failure?.code).toBe('engine-lost');
    expect(states(queue)).toEqual(['waiting', 'waiting']);
    const next = heldJudge();
    queue.setJudge(next.judge);
    await settled();
    expect(queue.state().failure).toBeNull();
    expect(next.waiting.map(({ name }) => name)).toEqual(['a']);
  });

  it('does not blame a new judge for a failure of the one before', async () => {
    const queue = new StillQueue();
    const [first, second] = [heldJudge(), heldJudge()];
    queue.setJudge(first.judge);
    queue.add([source('a')]);
    queue.setJudge(second.judge);
    first.waiting[0]?.fail(new MaskGateError('engine-lost', 'disposed'));
    await settled();
    expect(queue.state().failure).toBeNull();
    second.waiting[0]?.answer();
    await settled();
    expect(states(queue)).toEqual(['judged']);
  });

  it('corrects a face and undoes the correction', async () => {
    const queue = new StillQueue();
    const { judge, waiting } = heldJudge();
    queue.setJudge(judge);
    queue.add([source('a')]);
    waiting[0]?.answer(['with_mask', 'unsure']);
    await settled();
    const id = queue.state().stills[0]?.id as number;
    const still = () => queue.state().stills[0] as NonNullable<ReturnType<typeof first>>;
    const first = () => queue.state().stills[0];
    expect(passes(still(), 'unsure')).toBe(true);
    queue.correct(id, 1, 'incorrect_mask');
    expect(still().result).toMatchObject({ faces: [{}, { corrected: 'incorrect_mask' }] });
    expect(passes(still(), 'unsure')).toBe(false);
    expect(passes(still(), 'wrong')).toBe(true);
    queue.correct(id, 1, null);
    expect(still().result).toEqual(judgedAs('a', 'with_mask', 'unsure'));
  });

  it('adds a face that was marked by hand, and removes it without a trace', async () => {
    const queue = new StillQueue();
    const { judge, waiting } = heldJudge();
    queue.setJudge(judge);
    queue.add([source('a')]);
    waiting[0]?.answer();
    await settled();
    const still = () => queue.state().stills[0] as Still;
    expect(passes(still(), 'problems')).toBe(true);
    const marked = [{ box: { x: 1, y: 2, width: 3, height: 4 }, label: 'without_mask' }] as const;
    queue.mark(still().id, marked);
    expect(still().result).toEqual({ ...judgedAs('a'), marked });
    expect(passes(still(), 'problems')).toBe(false);
    expect(passes(still(), 'wrong')).toBe(true);
    queue.mark(still().id, []);
    expect(still().result).toEqual(judgedAs('a'));
  });
});
