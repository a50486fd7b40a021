import type { Query } from '../store/database.ts';

/** What operators do, and what was tried. */
export type AuditAction =
  | 'logged-in'
  | 'login-refused'
  | 'kiosk-added'
  | 'kiosk-changed'
  | 'code-renewed'
  | 'kiosk-enrolled'
  | 'kiosk-revoked'
  | 'kiosk-deleted'
  | 'settings-stored'
  | 'command-ordered'
  | 'webhook-added'
  | 'webhook-deleted';

export interface AuditEntry {
  /** The name that was given; empty for a kiosk. */
  readonly operator: string;
  /** The network address that asked. */
  readonly address: string;
  readonly action: AuditAction;
  readonly detail: string;
}

/** Entries are never changed, and deleted with the database alone. */
export async function audit(query: Query, entry: AuditEntry): Promise<void> {
  const { operator, address, action, detail } = entry;
  await query('INSERT INTO audit (operator, address, action, detail) VALUES ($1, $2, $3, $4)', [
    operator.slice(0, 60),
    address,
    action,
    detail.slice(0, 2000),
  ]);
}

/** Newest first. @param most how many at most */
export function auditEntries(
  query: Query,
  most: number,
): Promise<(AuditEntry & { readonly id: number; readonly at: Date })[]> {
  return query(
    'SELECT id, at, operator, address, action, detail FROM audit ORDER BY id DESC LIMIT $1',
    [most],
  );
}
