'use client';

import { useDocumentLanguage, useMessages } from '../shell/use-messages';
import { KioskView } from './kiosk-view';
import { useKioskConfig } from './use-kiosk-config';

/** The kiosk once its configuration is known; a dark screen for the moment before. */
export function KioskPage() {
  useDocumentLanguage(useMessages().nav.kiosk);
  const settings = useKioskConfig();
  if (!settings)
    return <main data-kiosk-state="not-checking" className="kiosk fixed inset-0 bg-stage" />;
  return <KioskView settings={settings} />;
}
