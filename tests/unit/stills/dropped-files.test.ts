import { describe, expect, it } from 'vitest';
import { chosenFiles, transferredFiles } from '@/lib/stills/dropped-files';

// The fakes leave out what a browser's entries have besides names and children, and that a transfer
// forgets its items after the event. A real folder is dropped in tests/browser/stills.test.ts.

const FAILURE = new DOMException('gone', 'NotFoundError');

function fileEntry(fullPath: string, fails = false) {
  return {
    isDirectory: false,
    name: fullPath.split('/').at(-1),
    fullPath,
    file: (resolve: (file: File) => void, reject: (error: unknown) => void) =>
      fails ? reject(FAILURE) : resolve(new File(['x'], fullPath)),
  };
}

/** @param failsAfter how many batches of two children are given before the folder cannot be read */
function folderEntry(fullPath: string, children: unknown[], failsAfter = Number.POSITIVE_INFINITY) {
  return {
    isDirectory: true,
    name: fullPath.split('/').at(-1),
    fullPath,
    createReader: () => {
      let batch = 0;
      return {
        readEntries: (resolve: (some: unknown[]) => void, reject: (error: unknown) => void) => {
          if (batch >= failsAfter) return reject(FAILURE);
          batch += 1;
          resolve(children.slice(2 * (batch - 1), 2 * batch));
        },
      };
    },
  };
}

function transfer(...entries: unknown[]): DataTransfer {
  const items = entries.map((entry) => ({
    kind: 'file',
    webkitGetAsEntry: () => entry,
    getAsFile: () => null,
  }));
  return { items } as unknown as DataTransfer;
}

describe('a dropped folder', () => {
  it('is read but for what cannot be opened, which is listed', async () => {
    const dropped = transfer(
      folderEntry('/trip', [
        fileEntry('/trip/c.jpg'),
        fileEntry('/trip/a.jpg'),
        fileEntry('/trip/locked.png', true),
        folderEntry('/trip/secret', [fileEntry('/trip/secret/d.jpg')], 0),
        folderEntry(
          '/trip/torn',
          [fileEntry('/trip/torn/e.jpg'), fileEntry('/trip/torn/f.txt')],
          1,
        ),
      ]),
    );
    const { sources, leftOut, unread } = await transferredFiles(dropped);
    expect(sources.map(({ name }) => name)).toEqual([
      'trip/a.jpg',
      'trip/c.jpg',
      'trip/torn/e.jpg',
    ]);
    expect(leftOut).toBe(1);
    expect(unread.map(({ name }) => name)).toEqual(['trip/locked.png', 'trip/secret', 'trip/torn']);
    expect(unread[0]?.reason).toContain('NotFoundError');
  });

  it('leaves out what macOS puts beside each file', async () => {
    const dropped = transfer(
      folderEntry('/usb', [
        fileEntry('/usb/._a.jpg'),
        fileEntry('/usb/a.jpg'),
        folderEntry('/usb/__MACOSX', [fileEntry('/usb/__MACOSX/b.jpg')]),
      ]),
    );
    const { sources, leftOut } = await transferredFiles(dropped);
    expect(sources.map(({ name }) => name)).toEqual(['usb/a.jpg']);
    expect(leftOut).toBe(2);
  });

  it('without a file that the browser gives is listed by its name', async () => {
    const { unread } = await transferredFiles(transfer(fileEntry('/lost.jpg')));
    expect(unread.map(({ name }) => name)).toEqual(['lost.jpg']);
  });
});

describe('chosen files', () => {
  const inFolder = (webkitRelativePath: string) =>
    Object.assign(new File(['x'], webkitRelativePath.split('/').at(-1) ?? ''), {
      webkitRelativePath,
    });
  const alone = (name: string) => Object.assign(new File(['x'], name), { webkitRelativePath: '' });

  it('of a folder are sorted, and what is no picture by its name is left out', () => {
    const { sources, leftOut } = chosenFiles(
      ['f/b.jpe', 'f/a.jp2', 'f/._b.jpe', 'f/notes.txt'].map(inFolder),
    );
    expect(sources.map(({ name }) => name)).toEqual(['f/a.jp2', 'f/b.jpe']);
    expect(leftOut).toBe(2);
  });

  it('picked one by one keep their order and need no ending', () => {
    const { sources, leftOut } = chosenFiles(['b', 'a.jpg', '._a.jpg'].map(alone));
    expect(sources.map(({ name }) => name)).toEqual(['b', 'a.jpg']);
    expect(leftOut).toBe(1);
  });
});
