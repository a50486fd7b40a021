import type { KioskMessages } from '@/lib/i18n/kiosk/messages';
import type { KnownVisitor } from '@/lib/kiosk/visitors';
import type { Person } from '@/lib/people/people';
import type { PaintedFace } from '../../stage/overlay-painter';

/** A box for each person, with what was settled of them; a question while that is open. */
export function kioskFaces(
  people: readonly Person[],
  visitors: readonly KnownVisitor[],
  messages: KioskMessages,
): PaintedFace[] {
  return people.map(({ id, box }) => {
    const verdict = visitors.find((visitor) => visitor.id === id)?.label ?? null;
    const texts = verdict ? [messages.faces[verdict], ''] : [''];
    return { box, verdict: verdict ?? 'unsure', texts };
  });
}
