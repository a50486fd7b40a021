/**
 * `npm run signatures`: has npm check the registry's signature of each installed package. Exit code 1 where one
 * is wrong. Some registries have no signatures, and the keys come from another host: then none is checked, and
 * the command says why.
 */
import { execFile } from 'node:child_process';
import { isMain } from '../support/is-main.ts';

export interface SignatureOutcome {
  /** False where a signature is wrong. */
  readonly ok: boolean;
  readonly sentence: string;
}

/** What npm says of packages whose signature is wrong, or absent where it should be. */
interface Audit {
  readonly invalid?: readonly { readonly name: string; readonly version: string }[];
  readonly missing?: readonly unknown[];
  readonly error?: { readonly summary?: string; readonly code?: string };
}

/** @param output of `npm audit signatures --json` */
export function outcomeOf(output: string): SignatureOutcome {
  const { invalid, missing = [], error } = parse(output);
  if (!invalid) {
    const why = error?.summary || error?.code || 'npm says nothing of them';
    return { ok: true, sentence: `No signature was checked: ${why}` };
  }
  if (invalid.length > 0) {
    const names = invalid.map(({ name, version }) => `${name}@${version}`).join(', ');
    return { ok: false, sentence: `The signature of these packages is wrong: ${names}` };
  }
  return { ok: true, sentence: `No signature is wrong; ${missing.length} packages have none.` };
}

function parse(output: string): Audit {
  try {
    return JSON.parse(output) as Audit;
  } catch {
    return {};
  }
}

if (isMain(import.meta.url)) {
  execFile('npm', ['audit', 'signatures', '--json'], { timeout: 120_000 }, (_error, stdout) => {
    const { ok, sentence } = outcomeOf(stdout);
    console.log(sentence);
    process.exitCode = ok ? 0 : 1;
  });
}
