import type { Messages } from './messages.ts';
import { pageFailed } from './page-failed.ts';

export const en: Messages = {
  language: 'English',
  product: { name: 'MaskGate', tagline: 'Face-mask check' },
  skipToContent: 'Skip to content',
  changeLanguage: 'Language',
  nav: {
    name: 'Pages',
    live: 'Live',
    stills: 'Photographs',
    kiosk: 'Kiosk',
    report: 'Report',
    about: 'How good?',
  },
  csv: {
    separator: 'Separator',
    bySeparator: { ',': 'comma', ';': 'semicolon (German, French Excel)', '\t': 'tab' },
  },

  start: {
    title: 'Is the mask on, and worn right?',
    lead: 'Stand before your camera and see at once: mask, no mask, or worn incorrectly.',
    button: 'Start camera',
    privacy:
      'The picture never leaves this device. It is judged right here in your browser; nothing is sent, nothing is kept.',
    exampleAlt:
      'Three faces in boxes: one with a mask, one without, one wearing it under the nose.',
  },

  loading: {
    title: 'Getting ready',
    engine: 'Starting the engine',
    download: (loaded, total) => `Downloading the models: ${loaded} of ${total} MB`,
    compile: (done, total) => `Warming up: ${done} of ${total}`,
    camera: 'Waiting for the camera. Please allow it if your browser asks.',
  },

  live: {
    regionName: 'Camera picture with labelled faces',
    searching: 'Looking for faces',
    paused: 'Paused',
    pausedHint: 'The camera is off.',
    picture: {
      frozen: 'No new pictures come from the camera. It goes on by itself as soon as they do.',
      black: 'The picture is black. Is the lens covered, or a shutter closed?',
      noise: 'The camera sends noise and no picture. Reconnect it, or choose another one.',
    },
    resultsHeading: 'Faces in the picture',
    peopleCount: (n) => (n === 1 ? '1 person so far' : `${n} people so far`),
    face: (person, label, percent) => `Person ${person}: ${label}, ${percent}`,
    announcement: (counts) =>
      `${counts.map(({ label, faces }) => `${faces} ${faces === 1 ? 'face' : 'faces'}: ${label}`).join('. ')}.`,
    nobody: 'Nobody in the picture.',
  },

  verdicts: {
    with_mask: 'Mask',
    without_mask: 'No mask',
    incorrect_mask: 'Worn incorrectly',
    unsure: 'Not sure',
  },
  wornWays: { nose_uncovered: 'Nose uncovered', under_chin: 'Mask under the chin' },

  controls: {
    name: 'Camera controls',
    pause: 'Pause',
    resume: 'Resume',
    mirror: 'Mirror',
    snapshot: 'Save picture',
    fullScreen: 'Full screen',
    leaveFullScreen: 'Leave full screen',
    settings: 'Settings',
    camera: 'Camera',
    anyCamera: 'Automatic',
    unnamedCamera: (number) => `Camera ${number}`,
    sensitivity: 'Sensitivity',
    sensitivities: { low: 'Low', standard: 'Standard', high: 'High' },
    sensitivityHint:
      'High finds more small and hidden faces, and sometimes takes something else for one.',
    showTimes: 'Show how long each step takes',
  },

  figures: {
    framesPerSecond: 'frames/s',
    stages: { grab: 'grab', find: 'find', crop: 'crop', judge: 'judge', draw: 'draw' },
    milliseconds: (ms) => `${ms} ms`,
    engines: {
      webgl: 'WebGL',
      webgpu: 'WebGPU',
      wasm: (threads) => (threads === 1 ? 'WebAssembly' : `WebAssembly, ${threads} threads`),
    },
  },

  failure: {
    retry: 'Try again',
    technical: 'Details',
    byCode: {
      'camera-denied': {
        title: 'The camera was not allowed',
        help: 'Allow the camera for this site: press the camera or lock symbol beside the address, choose “Allow”, then try again.',
      },
      'camera-blocked-by-policy': {
        title: 'The camera is blocked here',
        help: 'A rule of this page’s frame, the browser or the organisation that manages this device forbids cameras. Open the site in a window of its own, or ask whoever manages the device.',
      },
      'camera-not-found': {
        title: 'No camera found',
        help: 'Connect a camera. It will start by itself as soon as it is there.',
      },
      'camera-in-use': {
        title: 'The camera is in use',
        help: 'Another program or tab holds the camera. Close video calls and other camera programs; the picture comes back by itself.',
      },
      'camera-insecure-page': {
        title: 'This address cannot use a camera',
        help: 'Browsers give cameras only to secure pages. Open the site with https:// at the front, or on this computer as http://localhost.',
      },
      'camera-unplugged': {
        title: 'The camera has gone',
        help: 'It was unplugged or switched off. Connect it again and the picture comes back by itself.',
      },
      'camera-failed': {
        title: 'The camera did not start',
        help: 'Unplug and reconnect the camera, or restart the browser, then try again.',
      },
      'camera-frame-failed': {
        title: 'The camera’s pictures cannot be read',
        help: 'The camera is on, but its pictures arrive broken. Unplug and reconnect it, or choose another one in the settings.',
      },
      'engine-unavailable': {
        title: 'This browser cannot run the check',
        help: 'Neither WebAssembly nor a graphics engine starts in it. Update the browser, or open the site in a current Chrome, Edge, Firefox or Safari.',
      },
      'engine-not-as-asked': {
        title: 'The engine asked for does not start here',
        help: 'The address asks for one engine with “?backend=”, and this browser or device does not run it. Open the page without it: then the fastest engine that works is taken.',
      },
      'engine-lost': {
        title: 'The graphics engine stopped',
        help: 'The device took the graphics card away, perhaps after sleep. Try again; if it returns, close other demanding tabs.',
      },
      'model-missing': {
        title: 'The models could not be loaded',
        help: 'A file of this site did not arrive. Check the connection and try again.',
      },
      'model-stalled': {
        title: 'The models do not arrive',
        help: 'The download stands still. Check the connection and try again; if it happens again, tell whoever runs this site.',
      },
      'model-invalid': {
        title: 'The models are damaged',
        help: 'What arrived does not fit this version of the site. Reload the page; if it stays, tell whoever runs this site.',
      },
      'file-empty': {
        title: 'This file is empty',
        help: 'It holds no bytes at all. Copy it again from where it came from.',
      },
      'not-an-image': {
        title: 'This is not a picture',
        help: 'Whatever its name says, its content is no JPEG, PNG, WebP, AVIF, GIF, BMP, TIFF or HEIC.',
      },
      'image-truncated': {
        title: 'This picture is cut off',
        help: 'The file ends before the picture does. Copy or download it again.',
      },
      'image-format-unsupported': {
        title: 'This browser cannot read the format',
        help: 'HEIC opens in Safari. Elsewhere, and for JPEG 2000 or JPEG XL, save the picture as JPEG or PNG first.',
      },
      'image-unreadable': {
        title: 'This picture cannot be read',
        help: 'It seems to be damaged. Make sure that it opens elsewhere, or save it anew as JPEG or PNG.',
      },
      'image-too-large': {
        title: 'This picture is too large',
        help: 'Up to 100 megapixels are read. Scale it down and try again.',
      },
      'image-empty': {
        title: 'The camera gives an empty picture',
        help: 'Choose another camera, or reconnect this one, then try again.',
      },
      'film-unreadable': {
        title: 'This film cannot be read',
        help: 'It is no MP4, MOV, WebM or MKV, or it is damaged. Make sure that it plays elsewhere, or save it anew as MP4.',
      },
      'film-codec-unsupported': {
        title: 'This browser cannot decode the film',
        help: 'Try Chrome, Edge, Firefox or Safari in its newest version, or save the film anew as MP4 with H.264.',
      },
      'pixels-withheld': {
        title: 'This browser withholds the pixels of pictures',
        help: 'Its protection against tracking gives pages noise instead of a picture, so that no face can be found. Allow this site to read canvas data (a symbol beside the address, or the settings of the protection), then try again.',
      },
    },
  },

  footer: 'Made for screening and reminders; no medical device. It recognises masks, not people.',
  pageFailed,
  notFound: { title: 'There is no such page.', home: 'To the camera' },
};
