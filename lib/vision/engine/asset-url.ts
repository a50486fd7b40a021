/** The full address of a file of the site; bundlers give paths, and blob: scripts resolve none. */
export function absoluteUrl(asset: URL): string {
  return new URL(asset.href, location.origin).href;
}
