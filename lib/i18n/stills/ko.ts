import type { StillsMessages } from './messages.ts';

export const ko: StillsMessages = {
  title: '사진 확인',
  lead: '한 장이든 천 장이든, 이 브라우저 안에서 모든 얼굴을 찾아 판별합니다.',
  privacy: '아무것도 올리지 않습니다. 사진은 이 기기에 그대로 있습니다.',

  pick: {
    drop: '사진, 동영상, 폴더를 여기에 끌어다 놓거나 붙여 넣으세요',
    dropHere: '여기에 놓으세요',
    files: '사진 고르기',
    folder: '폴더 고르기',
    camera: '사진 찍기',
    hint: 'JPEG, PNG, WebP, AVIF, GIF, BMP, TIFF. HEIC는 브라우저가 읽을 수 있을 때만. 동영상은 MP4, MOV, WebM, MKV.',
    more: '사진 더하기',
    leftOut: (files) => `폴더에서 사진이 아닌 파일 ${files}개는 제외했습니다.`,
    nothing: '사진이 없습니다.',
  },

  queue: {
    name: '진행 상황',
    preparing: '준비 중: 모델을 불러오고 있습니다',
    progress: (done, total) => `${total}장 중 ${done}장 판별`,
    rate: (rate) => `초당 ${rate}장`,
    timeLeft: (minutes, seconds) =>
      minutes > 0 ? `약 ${minutes}분 ${seconds}초 남음` : `약 ${seconds}초 남음`,
    paused: '일시 정지',
    finished: (total) => `${total}장을 모두 판별했습니다.`,
    pause: '일시 정지',
    resume: '다시 시작',
    cancel: '취소',
    takeUpAgain: (n) => `남은 ${n}장 판별하기`,
    clear: '목록 비우기',
    clearSure: '이 페이지에서 사진과 결과, 수정 내용을 모두 지울까요?',
  },

  filter: {
    name: '보기',
    byName: {
      all: '전체',
      wrong: '미착용·잘못된 착용',
      unsure: '판단 보류',
      next: '먼저 라벨링할 사진',
      problems: '문제 있음',
    },
    none: '해당하는 사진이 없습니다.',
  },

  still: {
    list: '사진',
    states: { waiting: '대기 중', judging: '판별 중', stopped: '판별하지 않음: 취소됨' },
    noFace: '얼굴을 찾지 못했습니다',
    noFaceHelp:
      '얼굴이 카메라를 향하고 너무 작지 않아야 합니다. 사진을 확대하면 직접 표시할 수 있습니다.',
    size: (width, height) => `${width} × ${height} px`,
    faceCount: (n) => `얼굴 ${n}개`,
    moreFaces: (n) => `얼굴이 더 있습니다. 가장 확실한 ${n}개만 보여 줍니다.`,
    open: (file) => `${file} 크게 보기`,
    faces: (file) => `${file}의 얼굴`,
    columns: { face: '얼굴', label: '판정', confidence: '확신도', size: '크기' },
    correct: (face) => `${face}번째 얼굴의 판정`,
    byHand: '직접 수정',
    remove: (face) => `${face}번째 얼굴 지우기`,
    labels: {
      with_mask: '마스크 착용',
      without_mask: '마스크 미착용',
      incorrect_mask: '잘못된 착용',
      unsure: '판단 보류',
      not_a_face: '얼굴 아님',
    },
  },

  mark: {
    start: '얼굴 표시',
    hint: '얼굴 둘레에 상자를 그리세요. 화살표 키로 옮기고 Shift+화살표 키로 크기를 바꿀 수도 있습니다.',
    touchHint: '손가락으로 얼굴 둘레에 상자를 그리세요.',
    box: (x, y, width, height) =>
      `상자 위치 ${x}, ${y}, 크기 ${width} × ${height} px. 화살표 키로 옮기고, Shift+화살표 키로 크기를 바꾸고, Enter로 추가합니다`,
    label: '표시한 얼굴의 판정',
    add: '얼굴 추가',
    cancel: '취소',
  },

  zoom: {
    close: '닫기',
    larger: '확대',
    smaller: '축소',
    fit: '전체 보기',
    previous: '이전 사진',
    next: '다음 사진',
    name: '사진 도구',
    save: 'PNG로 저장',
    saveFailed: '사진을 저장하지 못했습니다. 그사이 옮겨지거나 지워졌을 수 있습니다.',
    drawing: '사진을 그리는 중',
  },

  save: {
    name: '결과 저장',
    open: '저장',
    csv: '표 (CSV)',
    json: 'JSON',
    pictures: '상자를 그린 사진 (zip)',
    corrections: (n) => `학습용 수정 내용 (${n}장, zip)`,
    correctionsHint:
      '수정한 사진과 상자를 Pascal VOC 형식으로 저장합니다. “npm run train -- --data”로 학습할 수 있습니다.',
    inDoubt: (n) => `수정한 사진 ${n}장은 모든 얼굴의 판정이 정해질 때까지 제외됩니다.`,
    progress: (done, total) => `묶는 중: ${total}장 중 ${done}장`,
    stop: '중지',
    failed: '파일을 만들지 못했습니다. 그사이 사진이 옮겨지거나 지워졌을 수 있습니다.',
    leftOut: (n) => `파일에 사진 ${n}장이 빠졌습니다. 그사이 옮겨지거나 지워졌을 수 있습니다.`,
    andMore: (n) => `그 밖에 ${n}장`,
  },
};
