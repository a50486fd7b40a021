import type { KioskMessages } from './messages.ts';

export const ar: KioskMessages = {
  language: 'العربية',
  tag: 'ar',
  direction: 'rtl',
  states: {
    idle: { title: 'أهلاً وسهلاً', detail: 'ضع الكمامة وتقدّم إلى الشاشة.' },
    closer: { title: 'اقترب من فضلك', detail: 'بضع خطوات نحو الشاشة.' },
    looking: { title: 'لحظة من فضلك', detail: 'انظر إلى الشاشة.' },
    pass: { title: 'شكراً لك', detail: 'تفضّل بالدخول.' },
    'no-mask': { title: 'الكمامة من فضلك', detail: 'يرجى ارتداء كمامة.' },
    incorrect: { title: 'غطِّ الأنف', detail: 'يجب أن تغطي الكمامة الأنف والفم.' },
    unsure: { title: 'انظر إلى هنا', detail: 'واجه الكاميرا واثبت لحظة.' },
    'not-checking': {
      title: 'الفحص متوقف',
      detail: 'الفحص لا يعمل الآن، وسيعود تلقائياً.',
    },
  },
  underChin: { title: 'ارفع الكمامة', detail: 'يجب أن تغطي الكمامة الأنف والفم.' },
  group: {
    pass: 'تفضّلوا جميعاً بالدخول.',
    'no-mask': 'أحدكم لا يرتدي كمامة.',
    incorrect: 'غطّوا جميعاً الأنف والفم.',
    unsure: 'انظروا جميعاً إلى الكاميرا.',
  },
  reminder: 'يمكنك الدخول، وننصح بارتداء الكمامة.',
  faces: {
    with_mask: 'كمامة',
    without_mask: 'بلا كمامة',
    incorrect_mask: 'الأنف والفم',
    unsure: 'انظر إلى هنا',
  },
  starting: { title: 'جارٍ البدء', detail: 'سيبدأ الفحص بعد لحظات.' },
  dark: 'الكاميرا لا ترى شيئاً. هل هي مغطاة أم المكان مظلم؟',
  allowCamera: {
    title: 'الكاميرا مطلوبة',
    detail: 'اسمح بها مرة واحدة، وبعدها يبدأ كل شيء تلقائياً. لا تغادر أي صورة هذا الجهاز.',
    button: 'السماح بالكاميرا',
  },
  troubles: {
    'camera-denied': {
      title: 'الكاميرا غير مسموح بها',
      detail: 'اسمح لهذا الموقع بالكاميرا من جانب شريط العنوان، وبعدها يبدأ الفحص تلقائياً.',
    },
    'camera-blocked-by-policy': {
      title: 'الكاميرا محظورة',
      detail: 'قاعدة في المتصفح أو الجهاز تمنع الكاميرا. اسأل المسؤول عنه.',
    },
    'camera-insecure-page': {
      title: 'الصفحة غير آمنة',
      detail: 'تعمل الكاميرا في الصفحات الآمنة فقط: افتح الصفحة عبر https أو localhost.',
    },
  },
  permissionForgotten: 'يطلب هذا المتصفح الكاميرا بعد كل إعادة تشغيل. اسمح بها واجعله يتذكر ذلك.',
  openTwice: { title: 'مفتوح مرتين', detail: 'الفحص يعمل في نافذة أخرى، وعند إغلاقها يستمر هنا.' },
  today: 'اليوم',
  counts: {
    people: 'الأشخاص',
    passed: 'دخلوا',
    with_mask: 'بكمامة',
    without_mask: 'بلا كمامة',
    incorrect_mask: 'ارتداء خاطئ',
    unsure: 'غير مؤكد',
  },
  privacy: 'لا تُحفظ أي صورة ولا تُرسل.',
};
