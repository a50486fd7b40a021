/** A file that the site needs without a network. */
export interface CopiedFile {
  /** Path with the base path. */
  readonly url: string;
  /** Of the content; null where the address names it. */
  readonly revision: string | null;
  /** As of subresource integrity: `sha256-` and base64. */
  readonly integrity: string;
}

/** One version of the site, as the build writes it into the service worker. */
export interface OfflineCopy {
  /** Of its cache, and of the lock that its open pages hold. */
  readonly name: string;
  /** What the names of all versions begin with. */
  readonly prefix: string;
  readonly basePath: string;
  readonly files: readonly CopiedFile[];
}
