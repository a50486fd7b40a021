/** Every page of the site. */
export const PAGE_PATHS = ['/', '/stills', '/kiosk', '/about', '/report'] as const;

/** What whoever installs a kiosk sets; empty where nobody did. */
export const KIOSK_FILE_PATH = '/kiosk.json';

/** The models folder, named by its content, so that what a browser keeps of it is never stale. */
export const MODELS_PATH = `/models/?v=${process.env.MASKGATE_MODELS ?? ''}`;

/** docs/order.md. */
export const ORDER_PATH = '/order';

/** The service worker of this version of the site. */
export const SERVICE_WORKER_PATH = `/service-worker.js?v=${process.env.MASKGATE_SITE ?? ''}`;
