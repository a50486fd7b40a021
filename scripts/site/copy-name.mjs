/** The prefix of all cache names of the site below a base path. */
export function copyPrefix(basePath) {
  return `maskgate:${basePath}:`;
}

/**
 * The name of a version's offline copy: of its cache, and of the lock that open pages hold to keep
 * the cache.
 */
export function copyName(basePath, version) {
  return copyPrefix(basePath) + version;
}
