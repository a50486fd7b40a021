import type { Messages } from './messages.ts';

export const ko: Messages = {
  language: '한국어',
  product: { name: 'MaskGate', tagline: '마스크 착용 확인' },
  skipToContent: '본문으로 건너뛰기',
  changeLanguage: '언어',
  nav: {
    name: '페이지',
    live: '실시간',
    stills: '사진',
    kiosk: '키오스크',
    report: '보고서',
    about: '정확도',
  },
  csv: {
    separator: '구분 기호',
    bySeparator: { ',': '쉼표', ';': '세미콜론 (독일어·프랑스어 Excel)', '\t': '탭' },
  },

  start: {
    title: '마스크를 제대로 썼나요?',
    lead: '카메라 앞에 서면 바로 알 수 있습니다. 착용, 미착용, 잘못된 착용을 구분해 드립니다.',
    button: '카메라 시작',
    privacy:
      '영상은 이 기기를 벗어나지 않습니다. 브라우저 안에서만 판별하며, 전송하거나 저장하지 않습니다.',
    exampleAlt: '상자로 표시된 세 얼굴: 마스크 착용, 미착용, 코 아래로 내려 쓴 얼굴.',
  },

  loading: {
    title: '준비 중',
    engine: '엔진을 시작하는 중',
    download: (loaded, total) => `모델 내려받는 중: ${total} MB 중 ${loaded} MB`,
    compile: (done, total) => `예열 중: ${total}단계 중 ${done}단계`,
    camera: '카메라를 기다리는 중입니다. 브라우저가 물으면 허용해 주세요.',
  },

  live: {
    regionName: '얼굴에 판정이 표시된 카메라 화면',
    searching: '얼굴을 찾는 중',
    paused: '일시 정지',
    pausedHint: '카메라가 꺼져 있습니다.',
    picture: {
      frozen: '카메라에서 새 화면이 오지 않습니다. 화면이 다시 오면 저절로 이어집니다.',
      black: '화면이 검습니다. 렌즈가 가려졌거나 덮개가 닫혀 있지 않은지 확인해 주세요.',
      noise: '카메라가 화면 대신 잡음만 보냅니다. 다시 연결하거나 다른 카메라를 고르세요.',
    },
    resultsHeading: '화면 속 얼굴',
    peopleCount: (n) => `지금까지 ${n}명`,
    face: (person, label, percent) => `${person}번째 사람: ${label}, ${percent}`,
    announcement: (counts) =>
      `${counts.map(({ label, faces }) => `${label} ${faces}명`).join(', ')}.`,
    nobody: '화면에 아무도 없습니다.',
  },

  verdicts: {
    with_mask: '마스크 착용',
    without_mask: '마스크 미착용',
    incorrect_mask: '잘못된 착용',
    unsure: '판단 보류',
  },
  wornWays: { nose_uncovered: '코가 드러남', under_chin: '턱에 걸친 마스크' },

  controls: {
    name: '카메라 조작',
    pause: '일시 정지',
    resume: '다시 시작',
    mirror: '좌우 반전',
    snapshot: '사진 저장',
    fullScreen: '전체 화면',
    leaveFullScreen: '전체 화면 끝내기',
    settings: '설정',
    camera: '카메라',
    anyCamera: '자동',
    unnamedCamera: (number) => `카메라 ${number}`,
    sensitivity: '민감도',
    sensitivities: { low: '낮음', standard: '보통', high: '높음' },
    sensitivityHint: '높이면 작거나 가려진 얼굴도 더 찾지만, 다른 것을 얼굴로 볼 때도 있습니다.',
    showTimes: '단계별 처리 시간 표시',
  },

  figures: {
    framesPerSecond: '프레임/초',
    stages: { grab: '획득', find: '검출', crop: '자르기', judge: '판별', draw: '표시' },
    milliseconds: (ms) => `${ms} ms`,
    engines: {
      webgl: 'WebGL',
      webgpu: 'WebGPU',
      wasm: (threads) => (threads === 1 ? 'WebAssembly' : `WebAssembly, 스레드 ${threads}개`),
    },
  },

  failure: {
    retry: '다시 시도',
    technical: '자세히',
    byCode: {
      'camera-denied': {
        title: '카메라 사용이 허용되지 않았습니다',
        help: '주소 옆의 카메라 또는 자물쇠 표시를 눌러 이 사이트에 카메라를 “허용”한 뒤 다시 시도해 주세요.',
      },
      'camera-blocked-by-policy': {
        title: '여기서는 카메라가 차단되어 있습니다',
        help: '페이지, 브라우저 또는 기기를 관리하는 조직의 규칙이 카메라를 막고 있습니다. 사이트를 새 창에서 열거나 관리자에게 문의해 주세요.',
      },
      'camera-not-found': {
        title: '카메라를 찾을 수 없습니다',
        help: '카메라를 연결해 주세요. 연결되면 저절로 시작됩니다.',
      },
      'camera-in-use': {
        title: '카메라가 사용 중입니다',
        help: '다른 프로그램이나 탭이 카메라를 쓰고 있습니다. 화상 통화 등 카메라 프로그램을 닫으면 화면이 저절로 돌아옵니다.',
      },
      'camera-insecure-page': {
        title: '이 주소에서는 카메라를 쓸 수 없습니다',
        help: '브라우저는 안전한 페이지에만 카메라를 허용합니다. https:// 주소로 열거나, 이 컴퓨터에서는 http://localhost 로 열어 주세요.',
      },
      'camera-unplugged': {
        title: '카메라 연결이 끊겼습니다',
        help: '카메라가 뽑혔거나 꺼졌습니다. 다시 연결하면 화면이 저절로 돌아옵니다.',
      },
      'camera-failed': {
        title: '카메라를 시작하지 못했습니다',
        help: '카메라를 뽑았다 다시 꽂거나 브라우저를 다시 시작한 뒤 다시 시도해 주세요.',
      },
      'camera-frame-failed': {
        title: '카메라 화면을 읽을 수 없습니다',
        help: '카메라는 켜져 있지만 화면이 깨져서 들어옵니다. 카메라를 뽑았다 다시 꽂거나 설정에서 다른 카메라를 고르세요.',
      },
      'engine-unavailable': {
        title: '이 브라우저에서는 실행할 수 없습니다',
        help: 'WebAssembly도 그래픽 엔진도 시작되지 않습니다. 브라우저를 업데이트하거나 최신 Chrome, Edge, Firefox, Safari에서 열어 주세요.',
      },
      'engine-not-as-asked': {
        title: '요청한 엔진을 여기서는 쓸 수 없습니다',
        help: '주소의 “?backend=”가 한 엔진을 지정하지만 이 브라우저나 기기에서는 실행되지 않습니다. 이 부분을 빼고 열면 작동하는 엔진 가운데 가장 빠른 것을 씁니다.',
      },
      'engine-lost': {
        title: '그래픽 엔진이 멈췄습니다',
        help: '절전 등으로 그래픽 장치가 회수되었습니다. 다시 시도해 주세요. 반복되면 다른 무거운 탭을 닫아 주세요.',
      },
      'model-missing': {
        title: '모델을 불러오지 못했습니다',
        help: '사이트의 파일 하나가 도착하지 않았습니다. 연결을 확인하고 다시 시도해 주세요.',
      },
      'model-stalled': {
        title: '모델이 도착하지 않습니다',
        help: '다운로드가 멈췄습니다. 연결을 확인하고 다시 시도해 주세요. 계속되면 사이트 운영자에게 알려 주세요.',
      },
      'model-invalid': {
        title: '모델이 손상되었습니다',
        help: '받은 파일이 이 버전의 사이트와 맞지 않습니다. 페이지를 새로 고치고, 계속되면 사이트 운영자에게 알려 주세요.',
      },
      'file-empty': {
        title: '빈 파일입니다',
        help: '내용이 전혀 없습니다. 원본에서 다시 복사해 주세요.',
      },
      'not-an-image': {
        title: '사진이 아닙니다',
        help: '이름과 달리 내용이 JPEG, PNG, WebP, AVIF, GIF, BMP, TIFF, HEIC가 아닙니다.',
      },
      'image-truncated': {
        title: '사진이 잘려 있습니다',
        help: '사진이 끝나기 전에 파일이 끝납니다. 다시 복사하거나 내려받아 주세요.',
      },
      'image-format-unsupported': {
        title: '이 브라우저가 읽지 못하는 형식입니다',
        help: 'HEIC는 Safari에서 열 수 있습니다. 다른 브라우저나 JPEG 2000, JPEG XL은 JPEG 또는 PNG로 저장한 뒤 시도해 주세요.',
      },
      'image-unreadable': {
        title: '이 사진을 읽을 수 없습니다',
        help: '손상된 듯합니다. 다른 곳에서 열리는지 확인하거나 JPEG 또는 PNG로 다시 저장해 주세요.',
      },
      'image-too-large': {
        title: '사진이 너무 큽니다',
        help: '1억 화소까지 읽습니다. 크기를 줄여 다시 시도해 주세요.',
      },
      'image-empty': {
        title: '카메라가 빈 화면을 보냅니다',
        help: '다른 카메라를 고르거나 다시 연결한 뒤 다시 시도해 주세요.',
      },
      'film-unreadable': {
        title: '이 동영상을 읽을 수 없습니다',
        help: 'MP4, MOV, WebM, MKV가 아니거나 손상되었습니다. 다른 곳에서 재생되는지 확인하거나 MP4로 다시 저장해 주세요.',
      },
      'film-codec-unsupported': {
        title: '이 브라우저가 동영상을 디코딩하지 못합니다',
        help: 'Chrome, Edge, Firefox, Safari의 최신 버전에서 시도하거나 H.264 MP4로 다시 저장해 주세요.',
      },
      'pixels-withheld': {
        title: '브라우저가 사진의 픽셀을 내주지 않습니다',
        help: '추적 방지 기능이 사진 대신 잡음을 돌려주어 얼굴을 찾을 수 없습니다. 주소창 옆 기호나 추적 방지 설정에서 이 사이트가 캔버스 데이터를 읽도록 허용한 다음 다시 시도하세요.',
      },
    },
  },

  footer:
    '안내와 확인을 위한 도구이며 의료 기기가 아닙니다. 마스크를 인식할 뿐, 사람을 식별하지 않습니다.',
  pageFailed: {
    title: '페이지에 오류가 발생했습니다',
    help: '사이트의 문제입니다. 페이지를 다시 불러오고, 계속되면 사이트 운영자에게 알려 주세요.',
    reload: '다시 불러오기',
  },
  notFound: { title: '없는 페이지입니다.', home: '카메라로' },
};
