import type { StillsMessages } from './messages.ts';

const pictures = (n: number) => (n === 1 ? '1 picture' : `${n} pictures`);

export const en: StillsMessages = {
  title: 'Check photographs',
  lead: 'One picture or a thousand: every face is found and judged, right here in your browser.',
  privacy: 'Nothing is uploaded. The pictures stay on this device.',

  pick: {
    drop: 'Drop pictures, films or folders here, or paste them',
    dropHere: 'Drop them',
    files: 'Choose pictures',
    folder: 'Choose a folder',
    camera: 'Take a picture',
    hint: 'JPEG, PNG, WebP, AVIF, GIF, BMP, TIFF; HEIC where the browser can read it. Films: MP4, MOV, WebM, MKV.',
    more: 'Add pictures',
    leftOut: (files) =>
      files === 1
        ? '1 file of the folder is no picture and was left out.'
        : `${files} files of the folder are no pictures and were left out.`,
    nothing: 'There was no picture in it.',
  },

  queue: {
    name: 'Progress',
    preparing: 'Getting ready: the models are loading',
    progress: (done, total) => `${done} of ${pictures(total)} judged`,
    rate: (rate) => `${rate} pictures/s`,
    timeLeft: (minutes, seconds) =>
      minutes > 0 ? `about ${minutes} min ${seconds} s left` : `about ${seconds} s left`,
    paused: 'Paused',
    finished: (total) => `Done: ${pictures(total)} judged.`,
    pause: 'Pause',
    resume: 'Resume',
    cancel: 'Cancel',
    takeUpAgain: (n) => `Judge the other ${pictures(n)}`,
    clear: 'Clear the list',
    clearSure: 'Take all pictures, results and corrections off this page?',
  },

  filter: {
    name: 'Show',
    byName: {
      all: 'All',
      wrong: 'No mask or worn incorrectly',
      unsure: 'Not sure',
      next: 'To label next',
      problems: 'Problems',
    },
    none: 'No picture is like that.',
  },

  still: {
    list: 'Pictures',
    states: { waiting: 'Waiting', judging: 'Being judged', stopped: 'Not judged: cancelled' },
    noFace: 'No face found',
    noFaceHelp:
      'A face must be turned to the camera and not be too small. Enlarge the picture to mark one by hand.',
    size: (width, height) => `${width} × ${height} px`,
    faceCount: (n) => (n === 1 ? '1 face' : `${n} faces`),
    moreFaces: (n) => `There are more: the ${n} surest faces are listed.`,
    open: (file) => `Enlarge ${file}`,
    faces: (file) => `Faces of ${file}`,
    columns: { face: 'Face', label: 'Label', confidence: 'Confidence', size: 'Size' },
    correct: (face) => `Label of face ${face}`,
    byHand: 'by hand',
    remove: (face) => `Remove face ${face}`,
    labels: {
      with_mask: 'Mask',
      without_mask: 'No mask',
      incorrect_mask: 'Worn incorrectly',
      unsure: 'Not sure',
      not_a_face: 'Not a face',
    },
  },

  mark: {
    start: 'Mark a face',
    hint: 'Draw a box around the face, or move it with the arrow keys and resize it with Shift and the arrow keys.',
    touchHint: 'Draw a box around the face with a finger.',
    box: (x, y, width, height) =>
      `Box at ${x}, ${y}, ${width} × ${height} px: arrow keys move it, with Shift they resize it, Enter adds the face`,
    label: 'Label of the marked face',
    add: 'Add face',
    cancel: 'Cancel',
  },

  zoom: {
    close: 'Close',
    larger: 'Larger',
    smaller: 'Smaller',
    fit: 'Whole picture',
    previous: 'Previous picture',
    next: 'Next picture',
    name: 'Tools of the picture',
    save: 'Save as PNG',
    saveFailed: 'The picture could not be saved. Perhaps it was moved or deleted meanwhile.',
    drawing: 'Drawing the picture',
  },

  save: {
    name: 'Save the results',
    open: 'Save',
    csv: 'Table (CSV)',
    json: 'JSON',
    pictures: 'Pictures with boxes (zip)',
    corrections: (n) => `Corrections for training (${pictures(n)}, zip)`,
    correctionsHint:
      'The corrected pictures with their boxes as Pascal VOC, for “npm run train -- --data”.',
    inDoubt: (n) =>
      n === 1
        ? '1 corrected picture is left out until each of its faces has a label.'
        : `${n} corrected pictures are left out until each of their faces has a label.`,
    progress: (done, total) => `Packing: ${done} of ${total}`,
    stop: 'Stop',
    failed: 'The file could not be made. Perhaps the pictures were moved or deleted meanwhile.',
    leftOut: (n) =>
      `${n === 1 ? '1 picture is' : `${n} pictures are`} missing in the file: perhaps moved or deleted meanwhile.`,
    andMore: (n) => `and ${n} more`,
  },
};
