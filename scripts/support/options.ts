import { parseArgs } from 'node:util';
import { z } from 'zod';
import { parseLabelOption } from '../data/label-names.ts';
import { SPLIT_MODES } from '../data/split.ts';
import { readConfig } from './read-config.ts';
import { WrongUse } from './wrong-use.ts';

/** Options of several commands. */
export const dataOption = z
  .array(z.string())
  .min(1)
  .describe('data folders; may stand several times');
export const addOption = z
  .array(z.string())
  .default([])
  .describe(
    'further data folders, dealt to the parts of the split after those of --data, one after the other: ' +
      'no photograph of --data changes its part',
  );
export const labelOption = z
  .array(
    z.string().superRefine((text, context) => {
      try {
        parseLabelOption(text);
      } catch (error) {
        context.addIssue({ code: 'custom', message: (error as Error).message });
      }
    }),
  )
  .default([])
  .describe(
    'NAME=with_mask, =without_mask, =incorrect_mask or =ignore: what a label or a class folder of the data ' +
      'means; the usual names are known',
  );
export const engineOption = z
  .enum(['auto', 'node-gpu', 'node', 'wasm'])
  .default('auto')
  .describe('what computes');
export const judgingEngineOption = z
  .enum(['auto', 'onnx', 'node-gpu', 'node', 'wasm'])
  .default('auto')
  .describe('what computes; onnx is ONNX Runtime, on the processor');
export const splitOption = z
  .enum(SPLIT_MODES)
  .default('stratified')
  .describe(
    "'stratified': near-duplicates together, classes in proportion; 'random': photograph by photograph, " +
      "as in the notes; 'folders': the data's own train, validation (val) and test folders",
  );
export const modelsOption = z
  .string()
  .default('public/models')
  .describe('folder of published models');

export const configOption = z
  .string()
  .optional()
  .describe(
    'YAML or JSON file of options by name, such as batchSize: 16; flags on the command line override it',
  );

/** Options that choose photographs. */
export const photographOptions = {
  config: configOption,
  data: dataOption,
  add: addOption,
  label: labelOption,
  only: z
    .enum(['all', 'train', 'validation', 'test'])
    .default('all')
    .describe('a part of the split that a training with the same folders and seed made'),
  split: splitOption,
  seed: z.coerce.number().int().min(0).default(1).describe('of the split'),
  cache: z.string().default('.cache').describe('folder of intermediate results'),
};

type OptionsSchema = z.ZodObject<Record<string, z.ZodType>>;

/** A word without a flag. It has the error code of Node's parser for this case. */
class UnexpectedWord extends TypeError {
  readonly code = 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL';

  constructor(word: string) {
    super(`Unexpected argument '${word}'`);
  }
}

/** The command line contains `--help`. */
export class HelpWanted extends Error {}

/**
 * Reads the flags of a command line as options of a schema: `learningRate` is `--learning-rate`, a
 * boolean is a flag without a value, and the flag of a list may be repeated.
 * @param presets values of options without a flag
 * @param wordsOption the option for words without a flag; without it such words are wrong use
 * @throws HelpWanted; z.ZodError for options out of range; TypeError for an unknown flag; WrongUse for a file
 * of options that cannot be used
 */
export function parseOptions<S extends OptionsSchema>(
  schema: S,
  args: readonly string[],
  presets: (given: Record<string, unknown>) => Record<string, unknown> = () => ({}),
  wordsOption?: keyof S['shape'] & string,
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
  const { values, positionals: words } = parseArgs({
    args: [...args],
    options: flags,
    strict: true,
    allowPositionals: wordsOption !== undefined,
  });
  const given = Object.fromEntries(
    Object.entries(values).map(([flag, value]) => [fromFlag(flag), value]),
  );
  if (wordsOption && words.length > 0) {
    const isList = unwrapped(schema.shape[wordsOption] as z.ZodType) instanceof z.ZodArray;
    if (!isList && words.length > 1) throw new UnexpectedWord(words[1] as string);
    given[wordsOption] = isList ? words : words[0];
  }
  const chosen = { ...configured(schema, given.config), ...given };
  const result = schema.safeParse({ ...presets(chosen), ...chosen });
  if (!result.success) throw namedAsFlags(result.error);
  return result.data;
}

/** The options in the file that `--config` names. */
function configured(schema: OptionsSchema, file: unknown): Record<string, unknown> {
  if (!('config' in schema.shape) || typeof file !== 'string') return {};
  return Object.fromEntries(
    Object.entries(readConfig(file)).map(([key, value]) => {
      const name = fromFlag(key);
      const option = schema.shape[name];
      if (!option || name === 'config') {
        throw new WrongUse(`${file} has an option ${key}, which this command does not know`);
      }
      const isList = unwrapped(option) instanceof z.ZodArray;
      return [name, isList && !Array.isArray(value) ? [value] : value];
    }),
  );
}

/** The same error with `--batch-size` in place of `batchSize`. */
function namedAsFlags({ issues }: z.ZodError): z.ZodError {
  return new z.ZodError(
    issues.map((issue) => {
      const [option, ...rest] = issue.path;
      // A rule about several options has no path.
      if (option === undefined) return issue;
      return { ...issue, path: [`--${toFlag(String(option))}`, ...rest] };
    }),
  );
}

/** One line for each flag with its default. */
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
