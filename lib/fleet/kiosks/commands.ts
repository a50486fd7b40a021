import type { CommandKind, KioskCommand } from '../protocol/kiosk-messages.ts';
import type { ReportBody } from '../protocol/kiosk-requests.ts';
import type { Query } from '../store/database.ts';

/** A kiosk that was off for longer does not carry a command out: nobody expects it any more. */
const GOOD_FOR_MINUTES = 60;
/** Most commands in one answer. */
const MOST_AT_ONCE = 20;

/** @param kiosks ids; revoked and unknown ones are left out @returns how many kiosks get it */
export async function orderCommand(
  query: Query,
  kiosks: readonly string[],
  command: { readonly kind: CommandKind; readonly text: string; readonly operator: string },
): Promise<number> {
  const rows = await query(
    `INSERT INTO commands (kiosk_id, kind, text, operator, expires_at)
     SELECT id, $2, $3, $4, now() + make_interval(mins => $5) FROM kiosks
     WHERE id::text IN (SELECT jsonb_array_elements_text($1::jsonb))
       AND revoked_at IS NULL AND enrolled_at IS NOT NULL
     RETURNING id`,
    [JSON.stringify(kiosks), command.kind, command.text, command.operator, GOOD_FOR_MINUTES],
  );
  return rows.length;
}

/** What a kiosk has not carried out yet, in order. It may be handed out twice: the kiosk knows. */
export function waitingCommands(query: Query, kioskId: string): Promise<KioskCommand[]> {
  return query(
    `SELECT id, kind, text FROM commands
     WHERE kiosk_id = $1 AND done_at IS NULL AND expires_at > now() ORDER BY id LIMIT $2`,
    [kioskId, MOST_AT_ONCE],
  );
}

export async function finishCommands(
  query: Query,
  kioskId: string,
  done: ReportBody['done'],
): Promise<void> {
  for (const { id, failure } of done) {
    await query(
      `UPDATE commands SET done_at = now(), failure = $3
       WHERE id = $1 AND kiosk_id = $2 AND done_at IS NULL`,
      [id, kioskId, failure],
    );
  }
}
