import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { VersionHold } from '@/components/shell/version-hold';
import { DEFAULT_LOCALE, MESSAGES } from '@/lib/i18n/locale';
import { sitePath } from '@/lib/site-paths';
import './globals.css';

const { product, start } = MESSAGES[DEFAULT_LOCALE];

export const metadata: Metadata = {
  description: start.lead,
  applicationName: product.name,
  appleWebApp: { capable: true, title: product.name },
  icons: { icon: sitePath('/icon.svg'), apple: sitePath('/icons/apple-180.png') },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f4f7f7' },
    { media: '(prefers-color-scheme: dark)', color: '#0b1315' },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={DEFAULT_LOCALE}>
      <body>
        <VersionHold />
        {children}
      </body>
    </html>
  );
}
