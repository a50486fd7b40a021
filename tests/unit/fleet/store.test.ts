import { expect, it } from 'vitest';
import { storeHours } from '../../../lib/fleet/kiosks/hours.ts';
import { createKiosk } from '../../../lib/fleet/kiosks/kiosks.ts';
import { forgetOld } from '../../../lib/fleet/store/forget-old.ts';
import { lockFolder } from '../../../lib/fleet/store/lock-folder.ts';
import { migrate } from '../../../lib/fleet/store/migrate.ts';
import { NO_COUNTS } from '../../../lib/records/counts.ts';
import { onBothDatabases } from '../../support/fleet/databases.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

onBothDatabases((database) => {
  it('has every table, and a second start changes nothing', async () => {
    const names = await database().query<{ name: string }>(
      'SELECT name FROM migrations ORDER BY name',
    );
    expect(names.map(({ name }) => name)).toEqual([
      '0001-kiosks.sql',
      '0002-operators.sql',
      '0003-webhooks.sql',
    ]);
    expect(await migrate(database())).toEqual([]);
  });

  it('keeps all of a transaction or nothing', async () => {
    const add = "INSERT INTO operators (name, password_hash) VALUES ('kim', 'x')";
    const failing = database().transaction(async (query) => {
      await query(add);
      await query('SELECT 1 / 0');
    });
    await expect(failing).rejects.toThrow(/zero/);
    expect(await database().query('SELECT * FROM operators')).toEqual([]);
  });

  it('assigns late hours to the place of the kiosk when it counted them', async () => {
    const { id } = await createKiosk(database().query, 'Door', 'New');
    const placed = 'INSERT INTO placements (kiosk_id, from_at, place) VALUES ($1, $2, $3)';
    await database().query(placed, [id, '2026-01-01T00:00:00Z', 'First']);
    await database().query(placed, [id, '2026-02-01T12:30:00Z', 'Second']);
    const hours = ['2026-01-31T23+00:00', '2026-02-01T12+00:00', '2026-02-02T08+09:00'];
    await storeHours(
      database().query,
      { id, place: 'New' },
      { sequence: 1, hours: hours.map((hour) => ({ hour, ...NO_COUNTS })) },
    );
    const places = await database().query<{ place: string }>(
      'SELECT place FROM hours WHERE kiosk_id = $1 ORDER BY starts_at',
      [id],
    );
    expect(places.map(({ place }) => place)).toEqual(['First', 'Second', 'Second']);
  });

  it('deletes the events of kiosks after 90 days, but no figures', async () => {
    const { id } = await createKiosk(database().query, 'Old', 'Old');
    const add = `INSERT INTO events (kiosk_id, number, at, kind, detail)
      VALUES ($1, $2, now() - make_interval(days => $2), 'reload', '')`;
    for (const days of [89, 91]) await database().query(add, [id, days]);
    const hours = [{ hour: '2020-01-01T10+00:00', ...NO_COUNTS }];
    await storeHours(database().query, { id, place: 'Old' }, { sequence: 1, hours });
    await forgetOld(database().query);
    const numbers = await database().query('SELECT number FROM events WHERE kiosk_id = $1', [id]);
    expect(numbers).toEqual([{ number: 89 }]);
    expect(await database().query('SELECT hour FROM hours WHERE kiosk_id = $1', [id])).toHaveLength(
      1,
    );
  });

  it('throws if the site is older than its tables', async () => {
    await database().query("INSERT INTO migrations (name) VALUES ('9999-later.sql')");
    await expect(migrate(database())).rejects.toThrow(/newer version of the site \(9999-later/);
    await database().query("DELETE FROM migrations WHERE name = '9999-later.sql'");
  });
});

it('a folder serves one process at a time', async () => {
  const folder = await temporaryFolder();
  const unlock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(/is in use: stop the server/);
  unlock();
  (await lockFolder(folder))();
});
