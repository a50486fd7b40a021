/** A file that the site needs without a network. */
export interface CopiedFile {
  /** Path with the base path. */
  readonly url: string;
  /** Hash of the content; null where the address contains it. */
  readonly revision: string | null;
  /** As for subresource integrity: `sha256-` and base64. */
  readonly integrity: string;
}

/** One version of the site, as the build writes it into the service worker. */
export interface OfflineCopy {
  /** Name of its cache and of the lock that its open pages hold. */
  readonly name: string;
  /** Prefix of the names of all versions. */
  readonly prefix: string;
  readonly basePath: string;
  readonly files: readonly CopiedFile[];
}
