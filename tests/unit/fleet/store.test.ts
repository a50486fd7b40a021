import { expect, it } from 'vitest';
import { migrate } from '../../../lib/fleet/store/migrate.ts';
import { openDatabase } from '../../../lib/fleet/store/open-database.ts';
import { onBothDatabases } from '../../support/fleet-databases.ts';
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

  it('says so where the site is older than its tables', async () => {
    await database().query("INSERT INTO migrations (name) VALUES ('9999-later.sql')");
    await expect(migrate(database())).rejects.toThrow(/newer version of the site \(9999-later/);
    await database().query("DELETE FROM migrations WHERE name = '9999-later.sql'");
  });
});

it('a folder serves one process, and is free after it', async () => {
  const folder = await temporaryFolder();
  const first = await openDatabase({ folder });
  await expect(openDatabase({ folder })).rejects.toThrow(/is in use/);
  await first.query("INSERT INTO operators (name, password_hash) VALUES ('lee', 'x')");
  await first.close();
  const second = await openDatabase({ folder });
  expect(await second.query('SELECT name FROM operators')).toEqual([{ name: 'lee' }]);
  await second.close();
});
