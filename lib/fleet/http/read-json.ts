import type * as z from 'zod';
import { FleetError } from '../fleet-error.ts';
import type { FleetContext } from './context.ts';

/** Most problems of a body that an answer names. */
const NAMED_PROBLEMS = 5;

/**
 * The checked body of a request. Only JSON by its type: other sites cannot send that unasked.
 * @throws FleetError that names what is wrong with it
 */
export async function readJson<Schema extends z.ZodType>(
  context: FleetContext,
  schema: Schema,
): Promise<z.infer<Schema>> {
  if (!context.req.header('content-type')?.startsWith('application/json')) {
    throw new FleetError(400, 'no-json', 'The request must have Content-Type: application/json.');
  }
  const value: unknown = await context.req.json().catch((error: Error) => {
    if (error.name === 'BodyLimitError') throw error;
    throw new FleetError(400, 'no-json', 'The body of the request is no JSON.');
  });
  return checked(schema, value);
}

/** @throws FleetError that names what is wrong with a value */
export function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, NAMED_PROBLEMS)
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message));
  throw new FleetError(400, 'unfit', `${problems.join('; ')}.`);
}
