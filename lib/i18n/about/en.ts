import type { AboutMessages } from './messages.ts';

export const aboutEn: AboutMessages = {
  title: 'How good is it?',
  lead: 'What MaskGate was trained on, how often it is right, and where it fails.',
  headline: {
    note: (pictures) =>
      `Before a live camera, for faces from 8% of the picture, on ${pictures} photographs that no training saw. Beside each: the 95% interval.`,
    right: {
      with_mask: 'of masks are found and called “mask”',
      without_mask: 'of bare faces are found and called “no mask”',
      incorrect_mask: 'of masks worn incorrectly are found and called so',
    },
    bareCalledMasked: 'of bare faces that are found are called “mask”',
    interval: (low, high) => `${low} to ${high}%`,
  },
  how: {
    heading: 'How it works',
    paragraphs: [
      'Two small neural networks run on your own device. BlazeFace finds the faces; a ResNet that was trained on faces and fine-tuned on masks judges each one: mask, no mask, or worn incorrectly, that is with the nose or the mouth uncovered. Where the evidence does not suffice it says “not sure”.',
      'No picture leaves the device, and none is kept.',
    ],
  },
  figures: {
    heading: 'Measured',
    method: (pictures, data) =>
      `Measured from photograph to verdict on ${pictures} photographs with hand-drawn boxes that neither network was trained on (test part of ${data}); of copies of a photograph one counts. A face counts as found when its box overlaps the drawn one by an IoU of 0.3 or more. In brackets: number of faces and 95% interval, by photographs and persons: faces of one photograph are not independent.`,
    reading:
      'The annotators make mistakes, too. Labels found wrong are corrected from a list in the repository, for which every face from 8% of the picture was looked at; faces that annotators left out are on another list and count neither as missed nor as false boxes.',
    calibration: (live, stills) =>
      `Expected calibration error of the confidence shown, over all boxes: live ${live}, photographs ${stills} (0 is perfect).`,
    live: 'Live camera: the picture is looked at once',
    stills: 'Photographs: looked at whole and in zoomed tiles',
    columns: ['Faces', 'Found', 'Found and judged rightly', 'Called “mask”, of those found'],
    sizes: { large: 'from 8% of the picture', all: 'all sizes' },
    others: (size) => `All, ${size}`,
    unsure: (share) => `not sure: ${share} of those found`,
    falseBoxes: (perPicture) => `boxes on no face: ${perPicture} a picture`,
    leftOut: (perPicture) => `boxes on faces that annotators left out: ${perPicture} a picture`,
    bySize: 'Photographs: found and judged rightly, by the face’s height as a part of the picture',
    height: 'Height',
    byKind: 'Photographs: found and judged rightly, of faces from 8% of the picture',
    kind: 'Data set, angle, light',
    angles: {
      frontal: 'Seen from the front',
      turned: 'Turned aside',
      profile: 'Profile',
      unknown: 'Angle unknown (features hidden)',
    },
    lights: { normal: 'Even light', dark: 'Dark', hard: 'Light from one side' },
    tilt: 'Photographs: portraits turned about their middle',
    tiltColumns: [
      'Turned by',
      'Right',
      'Not sure',
      'Not found',
      'Wrong',
      'Surely “mask” on a bare face',
    ],
    classifier:
      'The ResNet alone as trained, before its last calibration, on the faces that were found',
    classifierColumns: ['Data', 'Mask or none', 'Three classes', 'Worn incorrectly, recognised'],
    wayColumn: 'Of these: nose uncovered told from under the chin',
  },
  order: {
    heading: 'What makes it better?',
    method: (data) =>
      `One factor at a time, on ${data}: a new head on the frozen face ResNet, mask or no mask, unless the line says otherwise. Every setting was trained with several seeds, which also deal the photographs anew; gains are seed by seed against the line marked as the reference.`,
    reading:
      'A gain within three times its own error is noise (four times for three seeds). Gains of different factors do not add up.',
    caption: 'Judged rightly on photographs kept for the test',
    columns: ['Setting', '% right ± deviation', 'Gain, points ± error', 'Test faces, seeds'],
    reference: 'reference',
    factors: {
      view: {
        title: 'Shown',
        variants: ['the face', 'the whole photograph', 'the photograph, its face painted over'],
      },
      duplicates: {
        title: 'Copies of a photograph',
        variants: ['on one side of the split', 'wherever chance puts them: a test of memory'],
      },
      'data-size': {
        title: 'Training photographs',
        variants: ['10%', '20%', '40%', '70%', 'all'],
      },
      'fine-tuning': {
        title: 'With half of the photographs',
        variants: [
          'backbone frozen',
          'backbone frozen, pictures varied',
          'backbone trained too, pictures varied',
        ],
      },
      backbone: {
        title: 'Backbone',
        variants: ['face ResNet, 150 px', 'face MobileNet, 224 px'],
      },
      dropout: { title: 'Dropout', variants: ['0', '0.2', '0.4'] },
      epochs: { title: 'Epochs', variants: ['3', '10', '50', '200'] },
      loss: { title: 'Loss', variants: ['NLL', 'BCE'] },
    },
    link: 'The whole document, with every trial',
  },
  weak: {
    heading: 'Where it is weak',
    lead: 'The tables below measure small faces, profiles, dark faces and turned portraits. The rest of this list was seen while looking at mistakes and has no figure of its own.',
    list: [
      'Small faces: below 4% of the picture about one in three is missed or misjudged.',
      'Faces from the side or looking down: found less often, and a mask’s fit is hard to see.',
      'A mask just under the nose: the likeliest to pass as worn properly.',
      'Hands, scarves or food before the mouth may be taken for a mask worn somehow.',
      'Beards and dark or patterned masks are confused more than light plain ones.',
      'Face shields without a mask, and masks of transparent plastic, were hardly in the data.',
      'Dim, blurred or back-lit pictures: expect “not sure”.',
    ],
  },
  use: {
    heading: 'What it is for',
    list: [
      'Reminders and screening at a door, and checking photographs.',
      'It recognises masks, not people, and stores nothing about anyone.',
      'It is no medical device, and no ground for a penalty: let a person decide.',
    ],
  },
  training: {
    heading: 'Training, and how to repeat it',
    paragraphs: (data, epochs) => [
      `Public photographs (${data}), 70% to train, 10% to choose, 20% to test, copies of one photograph always on one side. ${epochs} epochs; besides the real faces, masks drawn on bare ones.`,
      'The README says where the data come from and what each command does.',
    ],
  },
};
