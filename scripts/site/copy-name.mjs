/** What all caches of the site's copies below a base path begin with. */
export function copyPrefix(basePath) {
  return `maskgate:${basePath}:`;
}

/**
 * The name of a version's copy on a device: of its cache, and of the lock that its open pages hold so
 * that the copy stays.
 */
export function copyName(basePath, version) {
  return copyPrefix(basePath) + version;
}
