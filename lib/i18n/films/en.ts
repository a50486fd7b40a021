import type { FilmsMessages } from './messages.ts';

export const en: FilmsMessages = {
  heading: 'Films',
  states: {
    waiting: 'Waiting',
    judging: 'Being judged',
    paused: 'Paused',
    stopped: 'Not judged: cancelled',
  },
  progress: (done, total) => `${done} of ${total} judged`,
  speed: (speed) => `${speed} times as fast as the film`,
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel',
  again: 'Judge it again',
  remove: (film) => `Remove ${film}`,
  nobody: 'Nobody found',
  picture: (film) => `Picture of ${film} with its boxes`,
  time: 'Time in the film',
  timeline: 'Who was seen when',
  people: (film) => `People in ${film}`,
  columns: {
    person: 'Person',
    verdict: 'Verdict',
    first: 'First seen',
    last: 'Last seen',
    share: 'Share of the time',
    best: 'Best picture',
  },
  showBest: (person, time) => `Show person ${person} at ${time}`,
  csv: 'Table (CSV)',
  json: 'JSON',
  withBoxes: 'Film with boxes',
  saving: (percent) => `Making the film: ${percent}`,
  stopSaving: 'Stop',
  savingFailed:
    'The film could not be made. Perhaps the file was moved, or this browser cannot encode films.',
};
