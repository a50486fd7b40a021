import { z } from 'zod';
import { HelpWanted } from './options.ts';
import { WrongUse } from './wrong-use.ts';

/**
 * Prints an error and sets the exit code: 2 with the usage for wrong use, 1 otherwise. Every
 * command handles its errors here.
 */
export function reportFailure(error: unknown, usageText: string): void {
  if (error instanceof HelpWanted) {
    console.log(usageText);
    return;
  }
  const wrongUse =
    error instanceof z.ZodError || error instanceof WrongUse || isParseArgsError(error);
  if (error instanceof z.ZodError) console.error(z.prettifyError(error));
  else console.error(error instanceof Error ? error.message : error);
  if (wrongUse) console.error(`\n${usageText}`);
  process.exitCode = wrongUse ? 2 : 1;
}

function isParseArgsError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('ERR_PARSE_ARGS');
}
