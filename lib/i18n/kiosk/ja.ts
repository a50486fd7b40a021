import type { KioskMessages } from './messages.ts';

export const ja: KioskMessages = {
  language: '日本語',
  tag: 'ja-JP',
  direction: 'ltr',
  states: {
    idle: { title: 'ようこそ', detail: 'マスクをつけて、画面の前へどうぞ。' },
    closer: { title: 'もう少し近くへ', detail: '画面に数歩近づいてください。' },
    looking: { title: '確認しています', detail: '画面を見てください。' },
    pass: { title: 'ありがとうございます', detail: 'お入りください。' },
    'no-mask': { title: 'マスクをお願いします', detail: 'マスクを着用してください。' },
    incorrect: { title: '鼻まで覆ってください', detail: '鼻と口をマスクで覆ってください。' },
    unsure: { title: 'こちらを見てください', detail: 'カメラを見て、少し止まってください。' },
    'not-checking': {
      title: '確認していません',
      detail: 'ただいま停止中です。自動で再開します。',
    },
  },
  underChin: { title: 'マスクを上げてください', detail: '鼻と口をマスクで覆ってください。' },
  group: {
    pass: '皆さま、お入りください。',
    'no-mask': 'マスクのない方がいます。',
    incorrect: '皆さま、鼻と口を覆ってください。',
    unsure: '皆さま、カメラを見てください。',
  },
  reminder: 'お入りいただけます。マスクの着用をおすすめします。',
  faces: {
    with_mask: 'マスクあり',
    without_mask: 'マスクなし',
    incorrect_mask: '鼻と口を覆う',
    unsure: 'こちらへ',
  },
  starting: { title: '準備中', detail: 'まもなく確認を始めます。' },
  dark: 'カメラに何も映っていません。レンズが覆われているか、暗すぎませんか。',
  allowCamera: {
    title: 'カメラが必要です',
    detail: '一度許可すると、次からは自動で始まります。映像はこの端末の外に出ません。',
    button: 'カメラを許可',
  },
  troubles: {
    'camera-denied': {
      title: 'カメラが許可されていません',
      detail: 'アドレス欄の横でカメラを許可してください。許可すると自動で始まります。',
    },
    'camera-blocked-by-policy': {
      title: 'カメラが禁止されています',
      detail: 'ブラウザーか端末の設定でカメラが禁止されています。管理者にお問い合わせください。',
    },
    'camera-insecure-page': {
      title: '安全なページではありません',
      detail: 'カメラは安全なページでのみ使えます。https または localhost で開いてください。',
    },
  },
  permissionForgotten:
    'このブラウザーは再起動のたびにカメラの許可を求めます。許可し、記憶させてください。',
  openTwice: {
    title: '二重に開いています',
    detail: '別のウィンドウで動作中です。それを閉じると、こちらが引き継ぎます。',
  },
  today: '今日',
  counts: {
    people: '人数',
    passed: '入場',
    with_mask: 'マスクあり',
    without_mask: 'マスクなし',
    incorrect_mask: '着け方に誤り',
    unsure: '判定できず',
  },
  privacy: '映像は保存も送信もされません。',
};
