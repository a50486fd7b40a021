import type { MetadataRoute } from 'next';
import { DEFAULT_LOCALE, MESSAGES } from '@/lib/i18n/locale';
import { sitePath } from '@/lib/site-paths';

/** Written once, when the site is built. */
export const dynamic = 'force-static';

/** What a device needs to put the site on its home screen. */
export default function manifest(): MetadataRoute.Manifest {
  const { product, start, nav } = MESSAGES[DEFAULT_LOCALE];
  const icon = { src: sitePath('/icons/any-192.png'), sizes: '192x192', type: 'image/png' };
  return {
    id: sitePath('/'),
    name: product.name,
    short_name: product.name,
    description: start.lead,
    lang: DEFAULT_LOCALE,
    start_url: sitePath('/'),
    scope: sitePath('/'),
    // A kiosk on a tablet has the whole screen; elsewhere the browser leaves its bars away.
    display: 'standalone',
    display_override: ['fullscreen', 'standalone'],
    background_color: '#0b1315',
    theme_color: '#0f766e',
    icons: [
      icon,
      { src: sitePath('/icons/any-512.png'), sizes: '512x512', type: 'image/png' },
      {
        src: sitePath('/icons/maskable-512.png'),
        sizes: '512x512',
        type: 'image/png',
        purpose: 'maskable',
      },
    ],
    shortcuts: [
      { name: nav.live, url: sitePath('/'), icons: [icon] },
      { name: nav.kiosk, url: sitePath('/kiosk'), icons: [icon] },
      { name: nav.stills, url: sitePath('/stills'), icons: [icon] },
    ],
  };
}
