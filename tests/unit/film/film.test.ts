import { describe, expect, it } from 'vitest';
import { filmClock } from '@/lib/film/film-clock';
import { filmsCsv } from '@/lib/film/film-csv';
import { looksLikeFilm } from '@/lib/film/film-names';
import { FilmPeople } from '@/lib/film/film-people';
import { FilmTrace } from '@/lib/film/film-trace';
import type { Person } from '@/lib/people/people';
import type { Verdict } from '@/lib/vision/labels';

const person = (id: number, x: number, label: Verdict, confidence = 0.9): Person => ({
  id,
  box: { x, y: 10, width: 100, height: 100 },
  label,
  confidence,
  faceScore: 0.9,
  isFace: 1,
  scores: { with_mask: 0.25, without_mask: 0.25, incorrect_mask: 0.25, background: 0.25 },
  seenForMs: 0,
});

describe('FilmTrace', () => {
  it('gives the place of each person, also between two looks', () => {
    const trace = new FilmTrace();
    trace.add(0, []);
    trace.add(100, [person(1, 0, 'with_mask'), person(2, 500, 'unsure')]);
    trace.add(200, [person(1, 40, 'with_mask')]);
    expect(trace.at(50)).toEqual([]);
    const [moving, leaving] = trace.at(150);
    expect(moving).toMatchObject({ person: 1, label: 'with_mask', box: { x: 20, width: 100 } });
    expect(leaving).toMatchObject({ person: 2, label: 'unsure', box: { x: 500 } });
    expect(trace.at(200).map((one) => one.box.x)).toEqual([40]);
    expect(trace.at(9999).map((one) => one.person)).toEqual([1]);
    expect(trace.at(-1)).toEqual([]);
  });

  it('gives the time range of each verdict, with a gap while a person is hidden', () => {
    const trace = new FilmTrace();
    const said: (Verdict | null)[] = ['unsure', 'with_mask', 'with_mask', null, 'with_mask'];
    for (const [i, label] of said.entries()) {
      trace.add(i * 100, label ? [person(7, 0, label)] : []);
    }
    expect(trace.stretches(100).get(7)).toEqual([
      { label: 'unsure', fromMs: 0, toMs: 100 },
      { label: 'with_mask', fromMs: 100, toMs: 300 },
      { label: 'with_mask', fromMs: 400, toMs: 500 },
    ]);
  });
});

describe('FilmPeople', () => {
  it('gives the longest verdict, the share of each verdict, and the best look', () => {
    const people = new FilmPeople();
    people.add(100, [{ ...person(1, 0, 'unsure'), seenForMs: 100 }]);
    people.add(200, [person(1, 0, 'with_mask', 0.7)]);
    people.add(300, [person(1, 5, 'with_mask', 0.95)]);
    people.add(400, [person(1, 0, 'without_mask', 0.99)]);
    expect(people.summary(100)).toEqual([
      {
        person: 1,
        firstSeenMs: 0,
        lastSeenMs: 400,
        seenMs: 400,
        verdict: 'with_mask',
        shares: { with_mask: 0.5, without_mask: 0.25, incorrect_mask: 0, unsure: 0.25 },
        best: { atMs: 300, box: { x: 5, y: 10, width: 100, height: 100 }, confidence: 0.95 },
      },
    ]);
  });

  it('is unsure only if there was no other verdict', () => {
    const people = new FilmPeople();
    for (const at of [0, 100, 200])
      people.add(at, [person(1, 0, 'unsure'), person(2, 0, 'unsure')]);
    people.add(300, [person(2, 0, 'incorrect_mask')]);
    expect(people.summary(100).map(({ verdict }) => verdict)).toEqual(['unsure', 'incorrect_mask']);
  });

  it('leaves out a box without a verdict that is hardly a face', () => {
    const people = new FilmPeople();
    const helmet = { ...person(2, 0, 'unsure'), isFace: 0.4 };
    for (const at of [0, 100]) people.add(at, [person(1, 0, 'unsure'), helmet]);
    expect(people.summary(100).map(({ person: id }) => id)).toEqual([1]);
  });
});

describe('the table of films', () => {
  it('has one row for each person, for an empty film and for an unreadable film', () => {
    const people = new FilmPeople();
    people.add(1200, [person(1, 0.04, 'without_mask')]);
    const size = { width: 640, height: 360, durationMs: 2000, looks: 20 };
    const rows = filmsCsv([
      { film: 'a.mp4', ...size, people: people.summary(100) },
      { film: 'b.mp4', ...size, people: [] },
      { film: 'c.mp4', error: { code: 'film-unreadable', message: 'cut off' } },
    ]).split('\r\n');
    expect(rows.slice(1, 4)).toEqual([
      'a.mp4,1,without_mask,1.2,1.2,0.1,0,1,0,0,1.2,0.9,0,10,100,100,,',
      'b.mp4,,,,,,,,,,,,,,,,,',
      'c.mp4,,,,,,,,,,,,,,,,film-unreadable,cut off',
    ]);
  });
});

it('recognises film names and formats film times', () => {
  expect(['a.MP4', 'b/c.mov', 'd.webm'].every(looksLikeFilm)).toBe(true);
  expect(['a.mp3', 'mp4', 'a.mp4.jpg'].some(looksLikeFilm)).toBe(false);
  expect([0, 59_960, 65_240, 3_600_000].map(filmClock)).toEqual([
    '0:00.0',
    '1:00.0',
    '1:05.2',
    '60:00.0',
  ]);
});
