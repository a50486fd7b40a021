'use client';

import { useMemo } from 'react';
import { Overlay } from '../stage/overlay';
import { Stage } from '../stage/stage';
import { KioskPanel } from './panel/kiosk-panel';
import { AllowCamera } from './screen/allow-camera';
import { KioskCorner } from './screen/kiosk-corner';
import { kioskFaces } from './screen/kiosk-faces';
import { KioskScreen } from './screen/kiosk-screen';
import type { KioskModel } from './use-kiosk';

/** Tags on faces are larger, because people read them from further away. */
const TAG_MAGNIFICATION = 1.8;

/** Draws the kiosk: the screen for visitors, and the panel, which is hidden from them. */
export function KioskView({ model }: { readonly model: KioskModel }) {
  const { settings, messages, state, text, sight, records, door } = model;
  const { camera, engine, result } = sight;
  const { config, problems } = settings;
  const needsPress = camera.mustAllow !== null || camera.trouble === 'camera-denied';
  return (
    <>
      <KioskScreen
        state={state}
        // A crossed-out camera would say that something is broken.
        drawing={text === messages.starting ? 'looking' : state}
        messages={messages}
        text={text}
        picture={
          <>
            <KioskPicture model={model} />
            {needsPress && <AllowCamera messages={messages} onAllow={camera.allow} />}
          </>
        }
        corner={
          <KioskCorner
            messages={messages}
            counts={config.showCounts ? records.today : null}
            doorFailures={door.failures}
            problems={problems.length + (records.kept ? 0 : 1)}
          />
        }
        data={{
          'data-engine': engine,
          'data-frames': result.framesJudged,
          'data-people': records.today.people,
          'data-signals': door.signals,
          'data-trouble': camera.trouble ?? camera.mustAllow ?? '',
        }}
      />
      <KioskPanel model={model} />
    </>
  );
}

function KioskPicture({ model }: { readonly model: KioskModel }) {
  const { settings, messages, sight, memory, works } = model;
  const { showCamera, mirror } = settings.config;
  const { camera, result } = sight;
  const { people } = result;
  const faces = useMemo(
    () => (works ? kioskFaces(people, memory, messages) : []),
    [works, people, memory, messages],
  );
  const isOpen = camera.camera !== null;
  // Out of sight altogether until there is a picture: what was seen before would shift into its place.
  const unseen = isOpen ? 'kiosk-unseen' : 'kiosk-unseen invisible';
  return (
    <div className={isOpen && showCamera ? 'flex flex-1 [&>section]:min-h-0' : unseen}>
      <Stage
        name={messages.states.looking.title}
        video={sight.video}
        stream={camera.camera?.stream ?? null}
        mirrored={mirror}
      >
        <Overlay
          faces={faces}
          frame={result.frame}
          mirrored={mirror}
          magnification={TAG_MAGNIFICATION}
          onPainted={sight.reportDrawTime}
        />
      </Stage>
    </div>
  );
}
