import type { KioskMessages } from './messages.ts';

export const zhHant: KioskMessages = {
  language: '繁體中文',
  tag: 'zh-TW',
  direction: 'ltr',
  states: {
    idle: { title: '歡迎光臨', detail: '請戴好口罩，走到螢幕前。' },
    closer: { title: '請靠近一些', detail: '請往螢幕走近幾步。' },
    looking: { title: '請稍候', detail: '請看著螢幕。' },
    pass: { title: '謝謝', detail: '請進。' },
    'no-mask': { title: '請戴口罩', detail: '請先戴上口罩。' },
    incorrect: { title: '請遮住鼻子', detail: '口罩要同時遮住口鼻。' },
    unsure: { title: '請看這裡', detail: '請面向攝影機，稍停片刻。' },
    'not-checking': { title: '暫停檢查', detail: '目前無法檢查，稍後會自動恢復。' },
  },
  underChin: { title: '請把口罩拉上來', detail: '口罩要同時遮住口鼻。' },
  group: {
    pass: '各位請進。',
    'no-mask': '你們當中有人沒戴口罩。',
    incorrect: '請大家都遮住口鼻。',
    unsure: '請大家都面向攝影機。',
  },
  reminder: '可以進入，建議配戴口罩。',
  faces: {
    with_mask: '已戴口罩',
    without_mask: '未戴口罩',
    incorrect_mask: '遮住口鼻',
    unsure: '請看這裡',
  },
  starting: { title: '正在啟動', detail: '檢查即將開始。' },
  dark: '攝影機畫面全黑。鏡頭被遮住了，還是光線太暗？',
  allowCamera: {
    title: '需要使用攝影機',
    detail: '允許一次後，以後會自動啟動。畫面不會離開本裝置。',
    button: '允許攝影機',
  },
  troubles: {
    'camera-denied': {
      title: '未允許使用攝影機',
      detail: '請在網址列旁允許本網站使用攝影機，之後會自動開始。',
    },
    'camera-blocked-by-policy': {
      title: '攝影機遭停用',
      detail: '瀏覽器或裝置的規定禁止使用攝影機，請洽管理人員。',
    },
    'camera-insecure-page': {
      title: '頁面不安全',
      detail: '只有安全頁面才能使用攝影機：請用 https 或 localhost 開啟。',
    },
  },
  permissionForgotten: '此瀏覽器每次重新啟動都會詢問攝影機。請允許，並讓瀏覽器記住。',
  openTwice: {
    title: '重複開啟',
    detail: '檢查已在另一個視窗中執行。關閉那個視窗後，這裡會接手。',
  },
  today: '今天',
  counts: {
    people: '人數',
    passed: '進入',
    with_mask: '戴口罩',
    without_mask: '未戴口罩',
    incorrect_mask: '配戴不當',
    unsure: '無法判斷',
  },
  privacy: '不儲存也不傳送任何畫面。',
};
