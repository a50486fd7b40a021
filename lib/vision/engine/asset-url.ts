/**
 * The full address of a file of the site. Bundlers give paths, and blob: scripts cannot resolve
 * these.
 */
export function absoluteUrl(asset: URL): string {
  return new URL(asset.href, location.origin).href;
}
