import type { KioskMessages, PersonalTrouble, StateText } from '@/lib/i18n/kiosk/messages';
import type { KioskConfig } from '@/lib/kiosk/config';
import type { KioskState } from '@/lib/kiosk/policy';
import type { WornWay } from '@/lib/vision/labels';

interface ScreenSituation {
  readonly state: KioskState;
  /** How the mask is worn, for `incorrect`; null where it is unclear. */
  readonly worn: WornWay | null;
  /** Whether several people count. */
  readonly group: boolean;
  readonly policy: KioskConfig['policy'];
  readonly trouble: PersonalTrouble | null;
  readonly mustAllow: 'first' | 'again' | null;
  /** Whether the camera shows only black. */
  readonly black: boolean;
  /** No frame has been judged yet and nothing has failed. */
  readonly starting: boolean;
}

/** The text on the screen. Problems that only a person can end come first. */
export function screenText(situation: ScreenSituation, messages: KioskMessages): StateText {
  const { state, trouble, mustAllow, black, starting } = situation;
  if (trouble) return messages.troubles[trouble];
  if (mustAllow === 'again') {
    return { ...messages.allowCamera, detail: messages.permissionForgotten };
  }
  if (mustAllow === 'first') return messages.allowCamera;
  if (state !== 'not-checking') return stateText(situation, messages);
  if (starting) return messages.starting;
  const text = messages.states[state];
  return black ? { ...text, detail: messages.dark } : text;
}

/** The text about people, for the screen and for speech. */
export function stateText(
  { state, worn, group, policy }: Pick<ScreenSituation, 'state' | 'worn' | 'group' | 'policy'>,
  messages: KioskMessages,
): StateText {
  const underChin = state === 'incorrect' && worn === 'under_chin';
  const text = underChin ? messages.underChin : messages.states[state];
  const reminded = state === 'no-mask' || state === 'incorrect';
  if (policy === 'reminder' && reminded) return { ...text, detail: messages.reminder };
  if (!group || !hasGroupText(state)) return text;
  return { ...text, detail: messages.group[state] };
}

function hasGroupText(state: KioskState): state is keyof KioskMessages['group'] {
  return state === 'pass' || state === 'no-mask' || state === 'incorrect' || state === 'unsure';
}
