import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { WrongUse } from './wrong-use.ts';

/**
 * A YAML or JSON file of names and values.
 * @throws WrongUse where it is missing, broken, or no such list
 */
export function readConfig(file: string): Record<string, unknown> {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const [reason] = (cause as Error).message.split('\n');
    throw new WrongUse(`The options in ${file} cannot be read: ${reason}`, { cause });
  }
  if (content === null) return {};
  if (typeof content !== 'object' || Array.isArray(content)) {
    throw new WrongUse(`${file} is no list of options: it needs lines such as "batchSize: 16"`);
  }
  return content as Record<string, unknown>;
}
