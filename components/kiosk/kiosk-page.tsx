'use client';

import { useDeferredValue } from 'react';
import { PageTitle } from '../shell/page-title';
import { useDocumentLanguage, useMessages } from '../shell/use-messages';
import { useFleetPart } from './fleet/use-fleet-part';
import { KioskView } from './kiosk-view';
import { useSoleWindow } from './running/use-sole-window';
import { KioskScreen } from './screen/kiosk-screen';
import { KioskSplash } from './screen/kiosk-splash';
import { useKioskMessages } from './screen/use-kiosk-messages';
import { useKiosk } from './use-kiosk';
import { type KioskSettings, useKioskConfig } from './use-kiosk-config';

/** The kiosk, once its configuration is known. It runs in one window of a browser. */
export function KioskPage() {
  useDocumentLanguage();
  const { nav } = useMessages();
  return (
    <>
      <PageTitle title={nav.kiosk} />
      <KioskInOneWindow />
    </>
  );
}

function KioskInOneWindow() {
  const settings = useKioskConfig();
  const role = useSoleWindow();
  // The kiosk is first rendered in slices, so that the page answers meanwhile. Later changes show at once.
  const isReady = useDeferredValue(settings !== null && role !== 'waiting', false);
  if (isReady && settings && role === 'sole') return <RunningKiosk settings={settings} />;
  if (isReady && settings && role === 'second') return <SecondKiosk settings={settings} />;
  return <KioskSplash />;
}

function RunningKiosk({ settings }: { readonly settings: KioskSettings }) {
  const model = useKiosk(settings);
  const FleetPart = useFleetPart();
  return (
    <>
      <KioskView model={model} />
      {FleetPart && <FleetPart model={model} />}
    </>
  );
}

/** Tells that another window runs the check. */
function SecondKiosk({ settings }: { readonly settings: KioskSettings }) {
  const messages = useKioskMessages(settings.config);
  return (
    <KioskScreen
      state="not-checking"
      drawing="not-checking"
      messages={messages}
      text={messages.openTwice}
      picture={null}
      corner={null}
      data={{ 'data-trouble': 'open-twice' }}
    />
  );
}
