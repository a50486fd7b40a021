'use client';

import type { KioskSettingsMessages } from '@/lib/i18n/kiosk-settings/messages';
import { MOST_IGNORED_AREAS, type PictureArea } from '@/lib/kiosk/config';
import { areaOf, isInAreas } from '@/lib/kiosk/left-out/picture-area';
import type { KioskModel } from '../../use-kiosk';
import { PANEL_BUTTON, PANEL_HINT } from '../panel-styles';
import { useAreaDrawing } from './use-area-drawing';
import { WatchedPicture } from './watched-picture';

/** The area that the button adds, in the middle of the picture. */
const NEW_AREA: PictureArea = { x: 0.35, y: 0.35, width: 0.3, height: 0.3 };

/** Shows where the kiosk looks: the ignored areas on the live picture, and the people in it. */
export function PlaceSection(props: {
  readonly model: KioskModel;
  readonly messages: KioskSettingsMessages;
}) {
  const { settings, sight, memory } = props.model;
  const { place: messages, fields, fixedBy } = props.messages;
  const { config } = settings;
  const areas = config.ignoredAreas;
  const fixed = settings.fixedBy.get('ignoredAreas');
  const isFixed = fixed !== undefined;
  const isFull = isFixed || areas.length >= MOST_IGNORED_AREAS;
  const change = (ignoredAreas: readonly PictureArea[]) => settings.change({ ignoredAreas });
  const drawing = useAreaDrawing({ areas, mirrored: config.mirror, isFull, onChange: change });

  const { people, frame } = sight.result;
  const faces = frame
    ? people.map(({ id, box }) => ({
        id,
        area: areaOf(box, frame),
        isLeftOut: memory.leftOut.has(id),
      }))
    : [];
  const inAreas = faces.filter(({ area }) => isInAreas(area, areas)).length;
  const still = faces.filter(({ isLeftOut }) => isLeftOut).length - inAreas;
  const stream = sight.camera.camera?.stream;
  return (
    <div data-setting="ignoredAreas">
      <p className="font-medium">{fields.ignoredAreas}</p>
      <p className={`${PANEL_HINT} mb-2`}>
        {messages.help} {fixed && fixedBy[fixed]}
      </p>
      {stream ? (
        <WatchedPicture
          stream={stream}
          config={config}
          faces={faces}
          drawing={drawing}
          messages={messages}
        />
      ) : (
        <p className="rounded-xl border border-line p-4">{messages.noPicture}</p>
      )}
      <p className={PANEL_HINT} data-left-out={`${inAreas} ${Math.max(0, still)}`}>
        {messages.faces(faces.length, inAreas, Math.max(0, still))}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <button
          type="button"
          className={PANEL_BUTTON}
          disabled={isFull}
          onClick={() => change([...areas, NEW_AREA])}
        >
          {messages.add}
        </button>
        {areas.map((_, i) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: an area's number is its name
            key={i}
            type="button"
            className={PANEL_BUTTON}
            disabled={isFixed}
            onClick={() => change(areas.filter((_area, other) => other !== i))}
          >
            {messages.remove(i + 1)}
          </button>
        ))}
      </div>
    </div>
  );
}
