import type { KioskMessages } from '@/lib/i18n/kiosk/messages';
import type { KioskMemory } from '@/lib/kiosk/kiosk';
import type { Person } from '@/lib/people/people';
import type { PaintedFace } from '../../stage/overlay-painter';

/** A box for each person who is not ignored, with the settled verdict or a question mark. */
export function kioskFaces(
  people: readonly Person[],
  { visitors, leftOut }: Pick<KioskMemory, 'visitors' | 'leftOut'>,
  messages: KioskMessages,
): PaintedFace[] {
  return people
    .filter(({ id }) => !leftOut.has(id))
    .map(({ id, box }) => {
      const verdict = visitors.find((visitor) => visitor.id === id)?.label ?? null;
      const texts = verdict ? [messages.faces[verdict], ''] : [''];
      return { box, verdict: verdict ?? 'unsure', texts };
    });
}
