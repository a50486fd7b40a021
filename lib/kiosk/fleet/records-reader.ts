import { openRecordDatabase, type RecordDatabase } from '../../records/database.ts';
import type { DeviceRecords } from './outbox.ts';

/** Reads the records of this device beside the part of the kiosk that writes them. */
export class RecordsReader {
  private database: Promise<RecordDatabase> | null = null;

  /** All at one moment. @throws where the browser does not give them */
  readonly read = async (): Promise<DeviceRecords> => {
    this.database ??= openRecordDatabase(this.close);
    try {
      const transaction = (await this.database).transaction(['hours', 'events', 'meta']);
      const events = transaction.objectStore('events');
      const [hours, numbers, logged, generation] = await Promise.all([
        transaction.objectStore('hours').getAll(),
        events.getAllKeys(),
        events.getAll(),
        transaction.objectStore('meta').get('generation'),
      ]);
      return {
        hours,
        events: numbers.flatMap((number, i) => {
          const event = logged[i];
          return event ? [[number, event] as const] : [];
        }),
        generation: (generation as number | undefined) ?? 0,
      };
    } catch (error) {
      this.close();
      throw error;
    }
  };

  readonly close = (): void => {
    const former = this.database;
    this.database = null;
    former?.then((database) => database.close()).catch(() => undefined);
  };
}
