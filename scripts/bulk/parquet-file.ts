import { rename, rm } from 'node:fs/promises';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import { RESULT_COLUMNS, type ResultColumn, type ResultRow } from '../../lib/stills/result-rows.ts';
import { partOf } from '../support/write-whole.ts';

/** Rows that wait in memory and go to the disk as one row group. */
const ROWS_A_GROUP = 50_000;

/** The columns are those of the CSV; the others are numbers with fractions. */
const WHOLE: readonly ResultColumn[] = ['width', 'height', 'face'];
const TEXT: readonly ResultColumn[] = [
  ...(['file', 'label', 'corrected', 'error', 'message', 'more_faces', 'worn'] as const),
];

function typeOf(column: ResultColumn): 'STRING' | 'INT32' | 'DOUBLE' {
  if (TEXT.includes(column)) return 'STRING';
  return WHOLE.includes(column) ? 'INT32' : 'DOUBLE';
}

/** A Parquet file that appears when all its rows are there. Every column but `file` may be null. */
export interface ParquetFile {
  add(rows: readonly ResultRow[]): Promise<void>;
  finish(): Promise<void>;
  /** Deletes what was written. */
  drop(): Promise<void>;
}

export function createParquetFile(file: string): ParquetFile {
  const part = partOf(file);
  const schema = RESULT_COLUMNS.map((name) => {
    const repetition_type = 'OPTIONAL' as const;
    const type = typeOf(name);
    return type === 'STRING'
      ? { name, type: 'BYTE_ARRAY' as const, converted_type: 'UTF8' as const, repetition_type }
      : { name, type, repetition_type };
  });
  const writer = new ParquetWriter({
    writer: fileWriter(part),
    schema: [{ name: 'root', num_children: schema.length }, ...schema],
  });
  let waiting: ResultRow[] = [];
  const writeGroup = async () => {
    const columnData = RESULT_COLUMNS.map((name) => ({
      name,
      data: waiting.map((row) => row[name] ?? null),
    }));
    await writer.write({ columnData, rowGroupSize: ROWS_A_GROUP });
    waiting = [];
  };
  return {
    async add(rows) {
      waiting.push(...rows);
      if (waiting.length >= ROWS_A_GROUP) await writeGroup();
    },
    async finish() {
      if (waiting.length > 0) await writeGroup();
      await writer.finish();
      await rename(part, file);
    },
    drop: () => rm(part, { force: true }),
  };
}
