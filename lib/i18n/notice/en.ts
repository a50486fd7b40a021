import type { NoticeMessages } from './messages.ts';

export const en: NoticeMessages = {
  title: 'Notice for the door',
  lead: 'Fill it in, print it, and hang it where people see it before the camera sees them. Nothing that you type leaves this page.',
  print: 'Print',
  languages: 'Languages of the notice',
  fields: {
    operator: {
      label: 'Who is responsible',
      blank: '[name, address, telephone or e-mail of the operator]',
    },
    purpose: {
      label: 'Purpose and legal basis',
      blank: '[purpose and legal basis, such as: protection of patients, Article 6(1)(f) GDPR]',
    },
    objection: {
      label: 'What people can do instead',
      blank: '[ring the bell / use the other entrance / speak to the reception]',
    },
    authority: { label: 'Supervisory authority', blank: '[supervisory authority]' },
  },
  heading: 'A camera at this door checks whether masks are worn',
  parts: ({ operator, purpose, objection, authority }, days) => [
    {
      heading: 'What is looked at',
      text: 'A camera looks at the people before this screen. A program on the device finds faces and says: mask, no mask, or worn incorrectly. It does not say who you are.',
    },
    {
      heading: 'What is kept',
      text: 'Numbers only: how many people an hour, how many of them with and without a mask. No picture is kept, and none leaves the device.',
    },
    { heading: 'Who is responsible', text: operator },
    { heading: 'Why', text: purpose },
    {
      heading: 'How long',
      text: `The numbers are deleted after ${days === 1 ? '1 day' : `${days} days`}.`,
    },
    {
      heading: 'How to object',
      text: `You need not stand before the camera: ${objection}. You can ask for information, object, and complain to ${authority}.`,
    },
  ],
};
