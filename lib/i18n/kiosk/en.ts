import type { KioskMessages } from './messages.ts';

export const en: KioskMessages = {
  language: 'English',
  tag: 'en-GB',
  direction: 'ltr',
  states: {
    idle: { title: 'Welcome', detail: 'Mask on? Step up to the screen.' },
    closer: { title: 'Come closer', detail: 'A few steps towards the screen, please.' },
    looking: { title: 'One moment', detail: 'Please look at the screen.' },
    pass: { title: 'Thank you', detail: 'Please go in.' },
    'no-mask': { title: 'Mask, please', detail: 'Please put on a mask.' },
    incorrect: { title: 'Cover your nose', detail: 'The mask goes over nose and mouth.' },
    unsure: { title: 'Look here, please', detail: 'Face the camera and keep still for a moment.' },
    'not-checking': {
      title: 'Not checking',
      detail: 'The check is not working right now. It restarts by itself.',
    },
  },
  underChin: { title: 'Pull your mask up', detail: 'The mask goes over nose and mouth.' },
  group: {
    pass: 'Please go in, all of you.',
    'no-mask': 'One of you still needs a mask.',
    incorrect: 'Over nose and mouth, for everyone.',
    unsure: 'Everyone, please face the camera.',
  },
  reminder: 'You may go in. We recommend a mask here.',
  faces: {
    with_mask: 'Mask',
    without_mask: 'No mask',
    incorrect_mask: 'Nose and mouth',
    unsure: 'Look here',
  },
  starting: { title: 'Starting', detail: 'The check will be ready in a moment.' },
  dark: 'The camera sees nothing. Is it covered, or the room dark?',
  allowCamera: {
    title: 'Camera needed',
    detail:
      'Allow the camera once; from then on the kiosk starts by itself. No picture leaves this device.',
    button: 'Allow camera',
  },
  troubles: {
    'camera-denied': {
      title: 'Camera not allowed',
      detail:
        'Allow the camera for this site in the browser, beside the address. The check then starts by itself.',
    },
    'camera-blocked-by-policy': {
      title: 'Camera blocked',
      detail: 'A rule of this browser or device forbids the camera. Ask the person who manages it.',
    },
    'camera-insecure-page': {
      title: 'Not a secure page',
      detail:
        'Browsers give a camera to secure pages only: open the kiosk by https, or as localhost.',
    },
  },
  permissionForgotten:
    'This browser asks for the camera after each restart. Allow it, and let the browser remember.',
  openTwice: {
    title: 'Open twice',
    detail: 'The kiosk already runs in another window. This one takes over when that is closed.',
  },
  today: 'Today',
  counts: {
    people: 'People',
    passed: 'Passed',
    with_mask: 'Mask',
    without_mask: 'No mask',
    incorrect_mask: 'Worn incorrectly',
    unsure: 'Not sure',
  },
  privacy: 'No picture is stored or sent.',
};
