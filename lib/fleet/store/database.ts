/**
 * Runs one statement. Both databases understand the same SQL; counts are cast to `int`, for drivers
 * differ in how they hand out longer numbers.
 * @param values of `$1`, `$2`, ...; JSON as text
 * @returns the rows
 */
export type Query = <Row>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;

/** The fleet's database: PGlite in a folder, or a PostgreSQL. */
export interface Database {
  readonly query: Query;
  /** All of it happens, or nothing. */
  readonly transaction: <T>(work: (query: Query) => Promise<T>) => Promise<T>;
  /** Runs many statements without values, in one transaction. */
  readonly run: (sql: string) => Promise<void>;
  readonly close: () => Promise<void>;
}
