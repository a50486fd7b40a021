import { type CsvSeparator, writeCsv } from '../../csv.ts';
import { COUNT_NAMES } from '../../records/counts.ts';
import type {
  FigureQuestion,
  FigureRow,
  FigureStep,
  OrderedCommand,
  TroubleRow,
} from '../protocol/figures.ts';
import type { Query } from '../store/database.ts';

const SUMS = COUNT_NAMES.map((name) => `sum(hours.${name})::int AS ${name}`).join(', ');
/** The local day and hour are the first characters of an hour's name. */
const COLUMNS: Readonly<Record<FigureStep, { readonly time: string; readonly kiosk: string }>> = {
  hour: { time: 'left(hours.hour, 13)', kiosk: "''" },
  day: { time: 'left(hours.hour, 10)', kiosk: "''" },
  place: { time: "''", kiosk: "''" },
  kiosk: { time: "''", kiosk: 'kiosks.name' },
};

/** Sums of people, for each place apart. */
export function figures(query: Query, question: FigureQuestion): Promise<FigureRow[]> {
  const { from, to, step, place } = question;
  const { time, kiosk } = COLUMNS[step];
  return query(
    `SELECT ${time} AS "time", hours.place, ${kiosk} AS kiosk, ${SUMS}
     FROM hours JOIN kiosks ON kiosks.id = hours.kiosk_id
     WHERE left(hours.hour, 10) BETWEEN $1 AND $2 AND ($3 = '' OR hours.place = $3)
       AND hours.starts_at BETWEEN $1::date - interval '2 days' AND $2::date + interval '2 days'
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [from, to, place],
  );
}

export function figuresCsv(rows: readonly FigureRow[], separator?: CsvSeparator): string {
  return writeCsv(
    [
      ['time', 'place', 'kiosk', ...COUNT_NAMES],
      ...rows.map((row) => [
        row.time,
        row.place,
        row.kiosk,
        ...COUNT_NAMES.map((name) => row[name]),
      ]),
    ],
    separator,
  );
}

/** What kiosks logged, newest first. @param most how many at most */
export function troubles(query: Query, most: number): Promise<TroubleRow[]> {
  return query(
    `SELECT events.at, kiosks.name AS kiosk, kiosks.place, events.kind, events.detail
     FROM events JOIN kiosks ON kiosks.id = events.kiosk_id
     ORDER BY events.at DESC, events.number DESC LIMIT $1`,
    [most],
  );
}

/** What was ordered, newest first. */
export function orderedCommands(query: Query, most: number): Promise<OrderedCommand[]> {
  return query(
    `SELECT commands.created_at AS at, kiosks.name AS kiosk, commands.kind, commands.operator,
       coalesce(commands.failure, '') AS failure,
       CASE WHEN done_at IS NOT NULL THEN CASE WHEN failure = '' THEN 'done' ELSE 'failed' END
         WHEN expires_at > now() THEN 'waiting' ELSE 'too-late' END AS outcome
     FROM commands JOIN kiosks ON kiosks.id = commands.kiosk_id
     ORDER BY commands.id DESC LIMIT $1`,
    [most],
  );
}
