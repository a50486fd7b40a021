import type { Database, Query } from './database.ts';

/** A server that is restarted answers again within seconds; until then requests fail and say so. */
const CONNECTION_LIMIT_MS = 5000;
const STATEMENT_LIMIT_MS = 15_000;
const MOST_CONNECTIONS = 10;

/** @param url `postgres://user:password@host/database` */
export async function openPostgres(url: string): Promise<Database> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECTION_LIMIT_MS,
    statement_timeout: STATEMENT_LIMIT_MS,
  });
  // An idle connection that breaks. The next query opens another one.
  pool.on('error', () => undefined);
  const query: Query = async <Row>(sql: string, values: readonly unknown[] = []) =>
    (await pool.query(sql, [...values])).rows as Row[];
  const transaction = async <T>(work: (query: Query) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    let broken: Error | undefined;
    // Without a listener, a connection that breaks between two queries would end the process.
    const onBreak = (error: Error) => {
      broken = error;
    };
    client.on('error', onBreak);
    try {
      await client.query('BEGIN');
      const result = await work(
        async <Row>(sql: string, values: readonly unknown[] = []) =>
          (await client.query(sql, [...values])).rows as Row[],
      );
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(onBreak);
      throw error;
    } finally {
      client.off('error', onBreak);
      client.release(broken);
    }
  };
  return {
    query,
    transaction,
    run: async (sql) => {
      // Without values, pg sends many statements as one: an implicit transaction.
      await pool.query(sql);
    },
    close: () => pool.end(),
  };
}
