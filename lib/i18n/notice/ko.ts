import type { NoticeMessages } from './messages.ts';

export const ko: NoticeMessages = {
  title: '출입구 안내문',
  lead: '빈칸을 채워 인쇄한 뒤, 카메라 앞에 서기 전에 볼 수 있는 곳에 붙이세요. 입력한 내용은 이 페이지를 벗어나지 않습니다.',
  print: '인쇄',
  languages: '안내문 언어',
  fields: {
    operator: { label: '책임자', blank: '[운영자 이름, 주소, 연락처]' },
    purpose: { label: '목적과 법적 근거', blank: '[목적과 법적 근거]' },
    objection: {
      label: '카메라 대신 할 수 있는 일',
      blank: '[벨을 누르세요 / 다른 출입구를 이용하세요 / 안내에 말씀하세요]',
    },
    authority: { label: '감독 기관', blank: '[감독 기관]' },
  },
  heading: '이 출입구의 카메라는 마스크 착용 여부를 확인합니다',
  parts: ({ operator, purpose, objection, authority }, days) => [
    {
      heading: '무엇을 보나요',
      text: '카메라가 화면 앞에 선 사람을 봅니다. 기기 안의 프로그램이 얼굴을 찾아 착용, 미착용, 잘못된 착용을 알려 줍니다. 누구인지는 알아보지 않습니다.',
    },
    {
      heading: '무엇이 남나요',
      text: '숫자만 남습니다. 시간대별 인원과 착용 여부의 수입니다. 영상은 저장되지 않으며 기기를 벗어나지 않습니다.',
    },
    { heading: '책임자', text: operator },
    { heading: '목적', text: purpose },
    { heading: '보관 기간', text: `숫자는 ${days}일 뒤에 삭제됩니다.` },
    {
      heading: '거부하려면',
      text: `카메라 앞에 서지 않아도 됩니다. ${objection} 열람과 이의를 요청하거나 다음 기관에 민원을 낼 수 있습니다: ${authority}`,
    },
  ],
};
