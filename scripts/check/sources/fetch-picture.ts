import got, { RequestError } from 'got';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { MaskGateError } from '../../../lib/errors.ts';

/** Limits for pictures that are fetched. */
export interface AddressLimits {
  /** Most bytes of a picture, also of a file. */
  readonly mostBytes: number;
  /** Most seconds for one attempt to fetch a picture. */
  readonly mostSeconds: number;
  /** Whether addresses of this machine and of private networks may be asked. */
  readonly privateAddresses: boolean;
}

/** Further attempts after an answer that promises better ones (429, 5xx) or none at all. */
const FURTHER_ATTEMPTS = 2;
const MOST_REDIRECTS = 3;

/**
 * Opens a function that fetches the picture at an http(s) address. Where an address leads is looked
 * at when the connection is made, so that neither a redirect nor a name that changes leads to a
 * private network.
 * @returns a function that throws MaskGateError `image-unreadable` or `image-too-large`; its message
 * does not repeat the address, which may contain a signature
 */
export function openFetcher({
  mostBytes,
  mostSeconds,
  privateAddresses,
}: AddressLimits): (address: string) => Promise<Buffer> {
  const allowed = {
    allowPrivateIPAddress: privateAddresses,
    allowMetaIPAddress: privateAddresses,
    keepAlive: true,
  };
  const client = got.extend({
    agent: {
      http: new RequestFilteringHttpAgent(allowed),
      https: new RequestFilteringHttpsAgent(allowed),
    },
    responseType: 'buffer',
    // Pictures are compressed already, and packed bytes would hide their number.
    decompress: false,
    maxRedirects: MOST_REDIRECTS,
    retry: { limit: FURTHER_ATTEMPTS },
    timeout: { request: 1000 * mostSeconds },
  });
  return async (address) => {
    const controller = new AbortController();
    const answer = client<Buffer>(address, { signal: controller.signal });
    answer.on('downloadProgress', ({ transferred, total = 0 }) => {
      if (Math.max(transferred, total) > mostBytes) controller.abort();
    });
    try {
      return Buffer.from((await answer).rawBody);
    } catch (error) {
      if (controller.signal.aborted) throw tooLarge(mostBytes);
      throw new MaskGateError('image-unreadable', reasonOf(error), { cause: error });
    }
  };
}

export function tooLarge(mostBytes: number): MaskGateError {
  return new MaskGateError('image-too-large', `The picture has more than ${mostBytes} bytes`);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof RequestError)) return 'The address is not valid';
  const status = error.response?.statusCode;
  if (status !== undefined && status >= 300) return `The server answered ${status}`;
  return `The server did not give the picture: ${error.message}`;
}
