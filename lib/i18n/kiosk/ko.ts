import type { KioskMessages } from './messages.ts';

export const ko: KioskMessages = {
  language: '한국어',
  tag: 'ko-KR',
  direction: 'ltr',
  states: {
    idle: { title: '어서 오세요', detail: '마스크를 쓰고 화면 앞에 서 주세요.' },
    closer: { title: '가까이 오세요', detail: '화면 쪽으로 몇 걸음 다가와 주세요.' },
    looking: { title: '잠시만요', detail: '화면을 바라봐 주세요.' },
    pass: { title: '감사합니다', detail: '들어가세요.' },
    'no-mask': { title: '마스크를 써 주세요', detail: '마스크가 보이지 않습니다.' },
    incorrect: { title: '코까지 가려 주세요', detail: '마스크로 코와 입을 모두 가려 주세요.' },
    unsure: { title: '여기를 봐 주세요', detail: '카메라를 보고 잠시 멈춰 주세요.' },
    'not-checking': {
      title: '확인 중지',
      detail: '지금은 확인하지 않습니다. 저절로 다시 시작합니다.',
    },
  },
  underChin: { title: '마스크를 올려 주세요', detail: '마스크로 코와 입을 모두 가려 주세요.' },
  group: {
    pass: '모두 들어가세요.',
    'no-mask': '마스크를 쓰지 않은 분이 있습니다.',
    incorrect: '모두 코와 입을 가려 주세요.',
    unsure: '모두 카메라를 봐 주세요.',
  },
  reminder: '들어가셔도 됩니다. 마스크 착용을 권합니다.',
  faces: {
    with_mask: '착용',
    without_mask: '미착용',
    incorrect_mask: '코와 입 가리기',
    unsure: '여기를 보세요',
  },
  starting: { title: '준비 중', detail: '곧 확인을 시작합니다.' },
  dark: '화면이 검습니다. 렌즈가 가려졌거나 너무 어둡지 않은지 확인해 주세요.',
  allowCamera: {
    title: '카메라가 필요합니다',
    detail: '한 번 허용하면 다음부터는 저절로 시작합니다. 영상은 이 기기를 벗어나지 않습니다.',
    button: '카메라 허용',
  },
  troubles: {
    'camera-denied': {
      title: '카메라가 차단됨',
      detail: '주소창 옆에서 이 사이트의 카메라를 허용해 주세요. 허용하면 저절로 시작합니다.',
    },
    'camera-blocked-by-policy': {
      title: '카메라 사용 금지',
      detail: '브라우저나 기기의 규칙이 카메라를 막고 있습니다. 관리자에게 문의하세요.',
    },
    'camera-insecure-page': {
      title: '보안 연결이 아님',
      detail: '카메라는 보안 페이지에서만 쓸 수 있습니다. https나 localhost로 여세요.',
    },
  },
  permissionForgotten:
    '이 브라우저는 다시 시작할 때마다 카메라를 묻습니다. 허용하고, 기억하도록 설정해 주세요.',
  openTwice: {
    title: '두 번 열림',
    detail: '키오스크가 다른 창에서 실행 중입니다. 그 창을 닫으면 여기서 이어집니다.',
  },
  today: '오늘',
  counts: {
    people: '사람',
    passed: '입장',
    with_mask: '착용',
    without_mask: '미착용',
    incorrect_mask: '잘못 착용',
    unsure: '판단 보류',
  },
  privacy: '영상은 저장하거나 전송하지 않습니다.',
};
