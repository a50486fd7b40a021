import { Hono } from 'hono';
import * as z from 'zod';
import { CSV_SEPARATORS } from '../../csv.ts';
import { figures, figuresCsv, orderedCommands, troubles } from '../figures/figures.ts';
import { overview } from '../figures/overview.ts';
import { newestSettings, settingsHistory } from '../kiosks/settings.ts';
import { auditEntries } from '../operators/audit.ts';
import { failedDeliveries, webhooks } from '../outward/webhooks.ts';
import { FIGURE_STEPS } from '../protocol/figures.ts';
import type { FleetContext, FleetEnv, FleetServices } from './context.ts';
import { checked } from './read-json.ts';

/** Rows of a list on the page. */
const SHOWN_ROWS = 200;

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'A day is written as 2026-11-23');
const figureQuestion = z.object({
  from: day,
  to: day,
  step: z.enum(FIGURE_STEPS),
  place: z.string().max(100).default(''),
  separator: z.enum(CSV_SEPARATORS).default(','),
});

/** What operators read. */
export function readingRoutes({ database }: FleetServices): Hono<FleetEnv> {
  const { query } = database;
  const question = (context: FleetContext) => checked(figureQuestion, context.req.query());
  return new Hono<FleetEnv>()
    .get('/kiosks', async (context) => context.json({ kiosks: await overview(query) }))
    .get('/figures', async (context) =>
      context.json({ rows: await figures(query, question(context)) }),
    )
    .get('/figures.csv', async (context) => {
      const asked = question(context);
      const csv = figuresCsv(await figures(query, asked), asked.separator);
      return context.body(csv, 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="fleet-${asked.from}-${asked.to}.csv"`,
      });
    })
    .get('/troubles', async (context) =>
      context.json({
        troubles: await troubles(query, SHOWN_ROWS),
        commands: await orderedCommands(query, SHOWN_ROWS),
      }),
    )
    .get('/settings', async (context) =>
      context.json({
        newest: await newestSettings(query),
        history: await settingsHistory(query, SHOWN_ROWS),
      }),
    )
    .get('/webhooks', async (context) =>
      context.json({
        webhooks: await webhooks(query),
        failed: await failedDeliveries(query, SHOWN_ROWS),
      }),
    )
    .get('/audit', async (context) =>
      context.json({ entries: await auditEntries(query, SHOWN_ROWS) }),
    );
}
