/** The path below which the site is served, without a slash at its end; empty for none. */
const BASE_PATH = process.env.MASKGATE_BASE_PATH ?? '';

/** The address of a page or file of the site. @param path with a slash before it */
export function sitePath(path: string): string {
  return BASE_PATH + path;
}

/** What the installer of a kiosk sets; empty where there is no such file. */
export const KIOSK_FILE_PATH = sitePath('/kiosk.json');

/** The models folder, named by its content: one address never holds two models. */
export const MODELS_PATH = sitePath(`/models/${process.env.MASKGATE_MODELS ?? ''}/`);

/** docs/order.md. */
export const ORDER_PATH = sitePath('/order');

export const SERVICE_WORKER_PATH = sitePath('/service-worker.js');

/** The name of this version's copy on a device, and of the lock that keeps it: `scripts/site/copy-name.mjs`. */
export const COPY_NAME = process.env.MASKGATE_COPY ?? '';
