const PICTURE = /\.(jpe?g|jpe|jfif|jp2|png|webp|avif|gif|bmp|tiff?|hei[cf])$/i;

/** Whether a file of a folder is worth opening, by its name. */
export function looksLikePicture(name: string): boolean {
  return PICTURE.test(name);
}

/**
 * Gives every name once: `a/b.jpg` that comes again is `a/b-2.jpg`. Case is no difference, as in the
 * file systems of Windows and macOS.
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
