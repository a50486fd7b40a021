import type { KioskMessages } from './messages.ts';

export const zh: KioskMessages = {
  language: '简体中文',
  tag: 'zh-CN',
  direction: 'ltr',
  states: {
    idle: { title: '欢迎光临', detail: '请戴好口罩，走到屏幕前。' },
    closer: { title: '请靠近一些', detail: '请向屏幕走近几步。' },
    looking: { title: '请稍候', detail: '请看着屏幕。' },
    pass: { title: '谢谢', detail: '请进。' },
    'no-mask': { title: '请戴口罩', detail: '请先戴上口罩。' },
    incorrect: { title: '请遮住鼻子', detail: '口罩要同时遮住口和鼻。' },
    unsure: { title: '请看这里', detail: '请面向摄像头，稍停片刻。' },
    'not-checking': { title: '暂停检查', detail: '目前无法检查，稍后会自动恢复。' },
  },
  underChin: { title: '请把口罩拉上来', detail: '口罩要同时遮住口和鼻。' },
  group: {
    pass: '各位请进。',
    'no-mask': '你们当中有人没戴口罩。',
    incorrect: '请大家都遮住口和鼻。',
    unsure: '请大家都面向摄像头。',
  },
  reminder: '可以进入，建议佩戴口罩。',
  faces: {
    with_mask: '已戴口罩',
    without_mask: '未戴口罩',
    incorrect_mask: '遮住口鼻',
    unsure: '请看这里',
  },
  starting: { title: '正在启动', detail: '检查马上开始。' },
  dark: '摄像头画面全黑。镜头被遮住了，还是光线太暗？',
  allowCamera: {
    title: '需要使用摄像头',
    detail: '允许一次后，以后会自动启动。画面不会离开本设备。',
    button: '允许摄像头',
  },
  troubles: {
    'camera-denied': {
      title: '未允许使用摄像头',
      detail: '请在地址栏旁允许本网站使用摄像头，之后会自动开始。',
    },
    'camera-blocked-by-policy': {
      title: '摄像头被禁用',
      detail: '浏览器或设备的规定禁止使用摄像头，请联系管理员。',
    },
    'camera-insecure-page': {
      title: '页面不安全',
      detail: '只有安全页面才能使用摄像头：请用 https 或 localhost 打开。',
    },
  },
  permissionForgotten: '此浏览器每次重启都会询问摄像头。请允许，并让浏览器记住。',
  openTwice: {
    title: '重复打开',
    detail: '检查已在另一个窗口中运行。关闭那个窗口后，这里会接替。',
  },
  today: '今天',
  counts: {
    people: '人数',
    passed: '进入',
    with_mask: '戴口罩',
    without_mask: '未戴口罩',
    incorrect_mask: '佩戴不当',
    unsure: '无法判断',
  },
  privacy: '不保存也不发送任何画面。',
};
