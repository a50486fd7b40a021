import { parseArgs } from 'node:util';
import { z } from 'zod';

type OptionsSchema = z.ZodObject<Record<string, z.ZodType>>;

/** `--help` stood on the command line. */
export class HelpWanted extends Error {}

/**
 * The flags of a command line as the schema's options: `learningRate` is `--learning-rate`, a boolean
 * is a bare flag, a list is a flag that may stand several times.
 * @param presets stand in for options that no flag names
 * @throws HelpWanted; z.ZodError naming options out of range, TypeError for an unknown flag
 */
export function parseOptions<S extends OptionsSchema>(
  schema: S,
  args: readonly string[],
  presets: (given: Record<string, unknown>) => Record<string, unknown> = () => ({}),
): z.infer<S> {
  const flags = Object.fromEntries(
    Object.entries(schema.shape).map(([name, option]) => [
      toFlag(name),
      {
        type:
          unwrapped(option) instanceof z.ZodBoolean ? ('boolean' as const) : ('string' as const),
        multiple: unwrapped(option) instanceof z.ZodArray,
      },
    ]),
  );
  if (args.includes('--help')) throw new HelpWanted();
  const { values } = parseArgs({ args: [...args], options: flags, strict: true });
  const given = Object.fromEntries(
    Object.entries(values).map(([flag, value]) => [fromFlag(flag), value]),
  );
  return schema.parse({ ...presets(given), ...given });
}

/** A line for each flag with its default, for wrong use. */
export function usage(command: string, schema: OptionsSchema): string {
  const lines = Object.entries(schema.shape).map(([name, option]) => {
    const initial =
      option instanceof z.ZodDefault ? ` (${JSON.stringify(option.def.defaultValue)})` : '';
    return `  --${toFlag(name)}${initial}  ${option.description ?? ''}`.trimEnd();
  });
  return [command, ...lines].join('\n');
}

function unwrapped(option: z.ZodType): z.ZodType {
  return option instanceof z.ZodDefault || option instanceof z.ZodOptional
    ? (option.def.innerType as z.ZodType)
    : option;
}
function toFlag(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
function fromFlag(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
