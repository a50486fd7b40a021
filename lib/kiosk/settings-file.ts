import {
  type ConfigProblem,
  type FileFailure,
  type RawValues,
  valuesFromJson,
} from './config-sources.ts';

/** The result of reading the installer's file. */
type FileReading =
  | { readonly status: 'read'; readonly values: RawValues }
  | { readonly status: 'failed'; readonly failure: FileFailure; readonly detail: string };

const TIMEOUT_MS = 5000;

/** Reads the settings file. Never rejects. @param path of the file on this site */
export async function readSettingsFile(
  path: string,
  get: typeof fetch = fetch,
  timeoutMs = TIMEOUT_MS,
): Promise<FileReading> {
  let text: string;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await get(path, { cache: 'no-store', signal });
    if (response.status === 404) return { status: 'read', values: {} };
    if (!response.ok) return failed('file-unreachable', `the site answered ${response.status}`);
    text = await response.text();
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    if (isLate) return failed('file-late', `no answer within ${timeoutMs / 1000} s`);
    return failed('file-unreachable', 'the site did not answer, or its answer was cut off');
  }
  const values = valuesFromJson(text);
  if (!values) return failed('file-damaged', 'it is no JSON object; is it half written?');
  return { status: 'read', values };
}

/** A failed reading in the form for panel and log. @param hasCopy whether a good copy is in use */
export function fileProblem(
  path: string,
  reading: Extract<FileReading, { status: 'failed' }>,
  hasCopy: boolean,
): ConfigProblem {
  const instead = hasCopy ? 'the last good copy is in force' : 'there is no earlier copy';
  return {
    source: 'file',
    kind: reading.failure,
    name: path,
    value: '',
    reason: `${reading.detail}; ${instead}; it is tried again`,
  };
}

function failed(failure: FileFailure, detail: string): FileReading {
  return { status: 'failed', failure, detail };
}
