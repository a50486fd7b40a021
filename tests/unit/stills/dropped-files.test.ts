import { describe, expect, it } from 'vitest';
import { chosenFiles, transferredFiles } from '@/lib/stills/dropped-files';

// The fakes have only the names and children of a browser's entries. They leave out that a transfer
// loses its items after the event. tests/browser/stills.test.ts drops a real folder.

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

/** @param failsAfter number of batches of two children before the folder becomes unreadable */
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

  it('lists an entry by its name if the browser gives no file for it', async () => {
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

  it('of a folder are sorted, without files that have no picture name', () => {
    const { sources, leftOut } = chosenFiles(
      ['f/b.jpe', 'f/a.jp2', 'f/._b.jpe', 'f/notes.txt'].map(inFolder),
    );
    expect(sources.map(({ name }) => name)).toEqual(['f/a.jp2', 'f/b.jpe']);
    expect(leftOut).toBe(2);
  });

  it('picked one by one keep their order and need no extension', () => {
    const { sources, leftOut } = chosenFiles(['b', 'a.jpg', '._a.jpg'].map(alone));
    expect(sources.map(({ name }) => name)).toEqual(['b', 'a.jpg']);
    expect(leftOut).toBe(1);
  });
});
