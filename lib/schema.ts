import { config } from 'zod/mini';
import en from 'zod/v4/locales/en.js';

/**
 * Zod for pages, in its small build and by name, since visitors download it. Left to itself, it
 * tries whether it may make code from text. The site's policy forbids that, and browsers report
 * each try as a breach.
 */
config({ ...en(), jitless: true });

export {
  _default,
  array,
  boolean,
  enum,
  type infer,
  int,
  iso,
  literal,
  maximum,
  maxLength,
  minimum,
  minLength,
  multipleOf,
  number,
  object,
  optional,
  positive,
  prettifyError,
  record,
  refine,
  regex,
  registry,
  strictObject,
  string,
  tuple,
  union,
  unknown,
  url,
  ZodMiniArray,
  ZodMiniBoolean,
  ZodMiniDefault,
  ZodMiniEnum,
} from 'zod/mini';
