import { Hono } from 'hono';
import * as z from 'zod';
import { orderCommand } from '../kiosks/commands.ts';
import { changeKiosk, createKiosk, deleteKiosk, renewCode, revokeKiosk } from '../kiosks/kiosks.ts';
import { storeSettings } from '../kiosks/settings.ts';
import { type AuditEntry, audit } from '../operators/audit.ts';
import { addWebhook, deleteWebhook } from '../outward/webhooks.ts';
import { misfit, SCOPES } from '../protocol/fleet-settings.ts';
import { COMMAND_KINDS } from '../protocol/kiosk-messages.ts';
import type { Query } from '../store/database.ts';
import { addressOf, type FleetContext, type FleetEnv, type FleetServices } from './context.ts';
import { readJson } from './read-json.ts';

const name = z.string().trim().min(1).max(100);
const kioskBody = z.strictObject({ name, place: name });
const changeBody = z
  .strictObject({ name: name.optional(), place: name.optional() })
  .refine((change) => change.name !== undefined || change.place !== undefined, {
    message: 'Give a name or a place',
  });
const settings = z.record(z.string(), z.unknown()).superRefine((values, context) => {
  for (const [name, value] of Object.entries(values)) {
    const message = misfit(name, value);
    if (message) context.addIssue({ code: 'custom', path: [name], message });
  }
});
const settingsBody = z
  .strictObject({ scope: z.enum(SCOPES), target: z.string().max(100), values: settings })
  .refine(({ scope, target }) => (scope === 'all') === (target === ''), {
    message: 'Settings for all have no target, the others have one',
  });
const webhookBody = z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(2000) });
/** Most characters of a message on a kiosk's screen. */
const LONGEST_MESSAGE = 200;
const commandBody = z
  .strictObject({
    kiosks: z.array(z.string().max(40)).min(1).max(10_000),
    kind: z.enum(COMMAND_KINDS),
    text: z.string().trim().max(LONGEST_MESSAGE).default(''),
  })
  .refine(({ kind, text }) => (kind === 'message') === (text !== ''), {
    message: 'A message has words, other commands have none',
  });

/** What operators change. Each change and its entry in the audit log are one transaction. */
export function changeRoutes({ database }: FleetServices): Hono<FleetEnv> {
  const change = <Result>(
    context: FleetContext,
    action: AuditEntry['action'],
    detail: unknown,
    work: (query: Query) => Promise<Result>,
  ): Promise<Result> =>
    database.transaction(async (query) => {
      const result = await work(query);
      const { operator } = context.get('session');
      const address = addressOf(context);
      await audit(query, { operator, address, action, detail: JSON.stringify(detail) });
      return result;
    });

  return new Hono<FleetEnv>()
    .post('/kiosks', async (context) => {
      const { name, place } = await readJson(context, kioskBody);
      const kiosk = await change(context, 'kiosk-added', { name, place }, (query) =>
        createKiosk(query, name, place),
      );
      return context.json(kiosk);
    })
    .patch('/kiosks/:id', async (context) => {
      const id = context.req.param('id');
      const body = await readJson(context, changeBody);
      await change(context, 'kiosk-changed', { id, ...body }, (query) =>
        changeKiosk(query, id, body),
      );
      return context.json({ changed: true });
    })
    .post('/kiosks/:id/code', async (context) => {
      const id = context.req.param('id');
      const code = await change(context, 'code-renewed', { id }, (query) => renewCode(query, id));
      return context.json({ id, code });
    })
    .post('/kiosks/:id/revoke', async (context) => {
      const id = context.req.param('id');
      await change(context, 'kiosk-revoked', { id }, (query) => revokeKiosk(query, id));
      return context.json({ revoked: true });
    })
    .delete('/kiosks/:id', async (context) => {
      const id = context.req.param('id');
      await change(context, 'kiosk-deleted', { id }, (query) => deleteKiosk(query, id));
      return context.json({ deleted: true });
    })
    .post('/settings', async (context) => {
      const body = await readJson(context, settingsBody);
      const { operator } = context.get('session');
      const version = await change(context, 'settings-stored', body, (query) =>
        storeSettings(query, { ...body, operator }),
      );
      return context.json({ version });
    })
    .post('/webhooks', async (context) => {
      const { url } = await readJson(context, webhookBody);
      const made = await change(context, 'webhook-added', { url }, (query) =>
        addWebhook(query, url),
      );
      return context.json(made);
    })
    .delete('/webhooks/:id', async (context) => {
      const id = context.req.param('id');
      const deleted = await change(context, 'webhook-deleted', { id }, (query) =>
        deleteWebhook(query, id),
      );
      return context.json({ deleted });
    })
    .post('/commands', async (context) => {
      const { kiosks, kind, text } = await readJson(context, commandBody);
      const { operator } = context.get('session');
      const ordered = await change(context, 'command-ordered', { kind, text, kiosks }, (query) =>
        orderCommand(query, kiosks, { kind, text, operator }),
      );
      return context.json({ ordered });
    });
}
