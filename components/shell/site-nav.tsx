'use client';

import { usePathname } from 'next/navigation';
import { sitePath } from '@/lib/site-paths';
import { useMessages } from './use-messages';

/** The site's pages, in the order of their links. */
const PAGES = [
  { href: '/', name: 'live' },
  { href: '/stills', name: 'stills' },
  { href: '/kiosk', name: 'kiosk' },
  { href: '/report', name: 'report' },
  { href: '/about', name: 'about' },
] as const;

/** Links load whole pages, so that the camera and the engine of a page end with it. */
export function SiteNav() {
  const { nav } = useMessages();
  const here = usePathname();
  return (
    <nav
      aria-label={nav.name}
      className="order-last -mx-2 flex w-full sm:gap-1 overflow-x-auto sm:order-none sm:mx-0 sm:ml-4 sm:w-auto"
    >
      {PAGES.map(({ href, name }) => (
        <a
          key={href}
          href={sitePath(href)}
          aria-current={href === here ? 'page' : undefined}
          className="shrink-0 rounded-lg px-2 py-1.5 text-sm whitespace-nowrap sm:px-2.5 text-muted transition-colors hover:bg-ink/8 aria-[current=page]:bg-accent/12 aria-[current=page]:font-semibold aria-[current=page]:text-accent-strong"
        >
          {nav[name]}
        </a>
      ))}
    </nav>
  );
}
