import { looksLikePicture } from '../../../lib/stills/picture-names.ts';
import type { Skipped } from '../photograph.ts';
import { partOfPath } from './part-folders.ts';
import type { FoundLabel, Reader } from './reader.ts';

/**
 * Class folders: `with_mask/`, `without_mask/`, `incorrect_mask/` or other names of these labels,
 * at any depth. The innermost folder with a label's name gives the label of a picture. Other
 * folders between them are ignored (`simple`, `complex`).
 * @param isLabel whether the name of a folder is a label
 */
export function classFolders(isLabel: (name: string) => boolean): Reader {
  return {
    format: 'class folders',
    async read({ root, files, folders }) {
      const labelOf = (name: string) => name.split('/').slice(0, -1).reverse().find(isLabel);
      if (!folders.some((name) => isLabel(name.split('/').at(-1) as string))) return null;
      const photographs: FoundLabel[] = [];
      const skipped: Skipped[] = [];
      const strangers = new Map<string, number>();
      for (const name of files) {
        const label = labelOf(name);
        if (!label) {
          const [folder] = name.split('/');
          const isInFolder = folder !== name;
          if (isInFolder && looksLikePicture(name)) {
            const owner = name.slice(0, name.lastIndexOf('/'));
            strangers.set(owner, (strangers.get(owner) ?? 0) + 1);
          } else skipped.push({ file: `${root}/${name}`, why: 'lies in no class folder' });
        } else if (looksLikePicture(name)) {
          photographs.push({ kind: 'labelled', name, label, ...partOfPath(name) });
        } else {
          skipped.push({ file: `${root}/${name}`, why: 'not named like a picture' });
        }
      }
      if (strangers.size > 0) throw passedOver(root, strangers);
      for (const folder of folders) {
        const name = folder.split('/').at(-1) as string;
        if (isLabel(name) && !files.some((file) => file.startsWith(`${folder}/`))) {
          skipped.push({ file: `${root}/${folder}`, why: 'an empty class folder' });
        }
      }
      return { photographs, skipped };
    },
  };
}

/** A folder with an unknown name must not be missing from training silently. */
function passedOver(root: string, strangers: ReadonlyMap<string, number>): Error {
  const [first] = strangers.keys();
  const name = first?.split('/').at(-1);
  const list = [...strangers].map(([folder, count]) => `${folder} (${count} pictures)`).join(', ');
  return new Error(
    `${root}: no label is known for ${list}. ` +
      `Say what it means: --label "${name}=with_mask", =without_mask, =incorrect_mask or =ignore`,
  );
}
