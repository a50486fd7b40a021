import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { SPLITS, type Split } from '../split.ts';
import type { DataFolder } from './data-folder.ts';
import { partOfList } from './part-folders.ts';
import { indexPictures } from './picture-index.ts';
import { readText } from './read-text.ts';

/** What stands about YOLO data beside the boxes: in `data.yaml`, or in a list of names and lists of files. */
export interface YoloSettings {
  /** Of the classes, by number. */
  readonly names: ReadonlyMap<number, string>;
  /** Whether more than four numbers are a box and marks of the body, and no outline. */
  readonly boxFirst: boolean;
  /** Text files that list pictures. */
  readonly lists: ReadonlySet<string>;
  /** The part whose folder or list names the picture; none where several do. */
  partOf(picture: string): { part?: Split };
}

const NAMES_FILE =
  /(^|\/)(classes\.txt|predefined_classes\.txt|class_names\.txt|labels\.txt|[^/]*\.names|_darknet\.labels)$/i;
const YAML_FILE = /\.ya?ml$/i;
const LIST_FILE = /(^|\/)(train|val|valid|validation|test)\.txt$/i;

/** Whether a file tells the names of the classes. */
export function isYoloSetting(name: string): boolean {
  return NAMES_FILE.test(name) || YAML_FILE.test(name);
}

const places = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .nullish()
  .transform((all) => all ?? []);
const dataFile = z.object({
  names: z.union([z.array(z.coerce.string()), z.record(z.string(), z.coerce.string())]).nullish(),
  /** The folder that the others are relative to. */
  path: z.string().nullish(),
  train: places,
  val: places,
  valid: places,
  validation: places,
  test: places,
  /** Of marks of the body, which follow each box. */
  kpt_shape: z.unknown().optional(),
});
type DataFile = z.infer<typeof dataFile>;

export async function readYoloSettings(folder: DataFolder): Promise<YoloSettings> {
  const { root, files } = folder;
  const near = (a: string, b: string) => a.split('/').length - b.split('/').length;
  const yamls = files.filter((name) => YAML_FILE.test(name)).sort(near);
  let [names, boxFirst]: [ReadonlyMap<number, string>, boolean] = [new Map(), false];
  const claims = new Claims();
  for (const name of yamls) {
    const content = dataFile.safeParse(parsed(await readText(path.join(root, name)))).data;
    if (!content?.names) continue;
    if (names.size === 0) names = numbered(content.names);
    boxFirst ||= content.kpt_shape !== undefined && content.kpt_shape !== null;
    await claimParts(folder, name, content, claims);
  }
  // The file that training reads tells them before one that a labelling tool left.
  for (const name of files.filter((file) => NAMES_FILE.test(file)).sort(near)) {
    if (names.size > 0) break;
    const lines = (await readText(path.join(root, name))).trim().split(/\r?\n/);
    names = numbered(lines.map((line) => line.trim()).filter((line) => line !== ''));
  }
  // Darknet's lists stand beside the data, and only a file of another form names them.
  for (const name of files.filter((file) => LIST_FILE.test(file) && !claims.lists.has(file))) {
    const { part } = partOfList(name);
    if (part) await claimListed(folder, name, part, claims);
  }
  return { names, boxFirst, lists: claims.lists, partOf: (picture) => claims.partOf(picture) };
}

/** Which parts name a picture. */
class Claims {
  /** Files that list pictures. */
  readonly lists = new Set<string>();
  private readonly parts = new Map<string, Set<Split>>();

  add(picture: string, part: Split): void {
    this.parts.set(picture, (this.parts.get(picture) ?? new Set()).add(part));
  }

  /** None where several parts name it: then the data are not split. */
  partOf(picture: string): { part?: Split } {
    const [part, ...others] = this.parts.get(picture) ?? [];
    return part && others.length === 0 ? { part } : {};
  }
}

function parsed(yaml: string): unknown {
  try {
    return parse(yaml);
  } catch {
    return null;
  }
}

function numbered(names: readonly string[] | Readonly<Record<string, string>>) {
  return new Map(Object.entries(names).map(([number, name]) => [Number(number), name]));
}

/** Which pictures each part's folders and lists name. */
async function claimParts(folder: DataFolder, yaml: string, content: DataFile, claims: Claims) {
  const given: Record<Split, readonly string[]> = {
    train: content.train,
    validation: [...content.val, ...content.valid, ...content.validation],
    test: content.test,
  };
  for (const part of SPLITS) {
    for (const place of given[part]) {
      const inside = placeInside(folder, place, content.path ?? '', yaml);
      if (inside === null) continue;
      if (folder.files.includes(inside)) await claimListed(folder, inside, part, claims);
      else {
        const below = inside === '' ? '' : `${inside}/`;
        for (const picture of folder.pictures.filter((name) => name.startsWith(below))) {
          claims.add(picture, part);
        }
      }
    }
  }
}

/** The pictures of a list, a path a line, which may begin on the annotator's machine. */
async function claimListed(folder: DataFolder, list: string, part: Split, claims: Claims) {
  claims.lists.add(list);
  const there = new Set(folder.pictures);
  const index = indexPictures(folder);
  for (const line of (await readText(path.join(folder.root, list))).split(/\r?\n/)) {
    const named = clean(line);
    if (named === '') continue;
    const picture = endsOf(named).find((end) => there.has(end)) ?? index.find(named, named);
    if (picture) claims.add(picture, part);
  }
}

/**
 * A folder or list of the data, relative to its root, `''` for the root itself. `path` leads to where the
 * data lay on the annotator's machine, so what counts is the longest end that is there.
 */
function placeInside(
  { files }: DataFolder,
  place: string,
  base: string,
  yaml: string,
): string | null {
  const known = (name: string) =>
    files.some((file) => file === name || file.startsWith(`${name}/`));
  const own = path.posix.dirname(yaml);
  const words = clean(place)
    .split('/')
    .filter((word) => !['..', '.', ''].includes(word));
  if (words.length === 0) return own === '.' ? '' : own;
  const ends = endsOf(words.join('/'));
  const candidates = [
    path.posix.join(own, base, place),
    ...ends.map((end) => path.posix.join(own, end)),
    ...ends,
  ];
  return candidates.map(clean).find(known) ?? null;
}

/** With `/` between, without what leads nowhere. */
function clean(name: string): string {
  return name
    .trim()
    .replaceAll('\\', '/')
    .replace(/^(\.?\/)+/, '')
    .replace(/\/+$/, '');
}

/** `a/b/c.jpg`, `b/c.jpg` and `c.jpg`. */
function endsOf(name: string): string[] {
  const words = name.split('/');
  return words.map((_, i) => words.slice(i).join('/'));
}
