import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach } from 'vitest';
import { RecordStore } from '../../lib/records/store.ts';

/**
 * An empty IndexedDB in memory for each test of the file. The fake leaves out the disk, and with it
 * durability and quota; other processes; and a browser that closes connections by itself. A real
 * Chromium covers those (tests/browser/records.test.ts).
 * @returns a function that opens a store, which is closed after the test
 */
export function fakeDatabase(): (
  ...args: ConstructorParameters<typeof RecordStore>
) => RecordStore {
  const opened: RecordStore[] = [];
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory();
  });
  afterEach(() => {
    for (const store of opened.splice(0)) store.close();
  });
  return (...args) => {
    const store = new RecordStore(...args);
    opened.push(store);
    return store;
  };
}
