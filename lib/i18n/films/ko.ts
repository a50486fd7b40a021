import type { FilmsMessages } from './messages.ts';

export const ko: FilmsMessages = {
  heading: '동영상',
  states: {
    waiting: '대기 중',
    judging: '판별 중',
    paused: '일시 정지',
    stopped: '취소되어 판별하지 않음',
  },
  progress: (done, total) => `${total} 중 ${done} 판별`,
  speed: (speed) => `재생 속도의 ${speed}배`,
  pause: '일시 정지',
  resume: '다시 시작',
  cancel: '취소',
  again: '다시 판별하기',
  remove: (film) => `${film} 제거`,
  nobody: '사람을 찾지 못했습니다',
  picture: (film) => `상자를 표시한 ${film} 화면`,
  time: '동영상 시간',
  timeline: '누가 언제 보였는지',
  people: (film) => `${film}에 나온 사람`,
  columns: {
    person: '사람',
    verdict: '판정',
    first: '처음 보임',
    last: '마지막으로 보임',
    share: '시간 비율',
    best: '가장 좋은 장면',
  },
  showBest: (person, time) => `${person}번 사람을 ${time}에서 보기`,
  csv: '표(CSV)',
  json: 'JSON',
  withBoxes: '상자를 표시한 동영상',
  saving: (percent) => `동영상 만드는 중: ${percent}`,
  stopSaving: '중지',
  savingFailed:
    '동영상을 만들지 못했습니다. 파일이 옮겨졌거나 이 브라우저가 동영상을 인코딩하지 못할 수 있습니다.',
};
