const PICTURE = /\.(jpe?g|jpe|jfif|png|webp|avif|gif|bmp|dib|tiff?|hei[cf]|jp2|j2k|jpf|jpx|jxl)$/i;

/** Whether a file in a folder has the name of a picture. */
export function looksLikePicture(name: string): boolean {
  return PICTURE.test(name) && !isCompanion(name);
}

/**
 * Whether a file is a companion of macOS, `._a.jpg` or in `__MACOSX`. macOS writes them on other
 * systems' disks and in its archives. They have the name of a picture, but do not contain one.
 */
export function isCompanion(name: string): boolean {
  const parts = name.split(/[\\/]/);
  return parts.includes('__MACOSX') || (parts.at(-1) ?? '').startsWith('._');
}

/**
 * Makes names unique: a second `a/b.jpg` becomes `a/b-2.jpg`. Names that differ only in case count
 * as equal, as in the file systems of Windows and macOS.
 */
export function uniqueNames(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    const [, stem = name, extension = ''] = /^(.*?)(\.[^./]*)?$/s.exec(name) ?? [];
    let unique = name;
    for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${stem}-${n}${extension}`;
    taken.add(unique.toLowerCase());
    return unique;
  };
}

/**
 * Longest part of a path, bytes of UTF-8. File systems allow 255, and `-checked.jpg` or a number
 * may be added.
 */
const LONGEST_PART_BYTES = 200;
/** What Windows allows in no name, control characters among them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u001f\u007f<>:"|?*\\\uD800-\uDFFF]/gu;

/** A path that is valid on every file system: `/` between its parts, and each part short enough. */
export function safePath(name: string): string {
  const parts = name
    .split(/[\\/]+/)
    .filter((part) => part !== '' && part !== '.')
    .map((part) => (part === '..' ? '_' : shortened(part.replace(FORBIDDEN, '_'))));
  return parts.join('/') || '_';
}

/** The file name of the picture in a data set, which has no folders. */
export function flatName(name: string): string {
  return shortened(safePath(name).replaceAll('/', '_'));
}

/** Shortens the stem of a name and keeps its extension. */
function shortened(part: string): string {
  if (byteLength(part) <= LONGEST_PART_BYTES) return part;
  const [, stem = part, extension = ''] = /^(.*?)(\.[^.]{1,16})?$/s.exec(part) ?? [];
  const letters = [...stem];
  while (byteLength(letters.join('') + extension) > LONGEST_PART_BYTES) letters.pop();
  return letters.join('') + extension;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
