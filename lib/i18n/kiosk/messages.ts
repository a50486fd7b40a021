import type { KioskState } from '../../kiosk/policy.ts';
import type { Verdict } from '../../vision/labels.ts';

/** Read in a second from three metres: a few words each. */
export interface StateText {
  readonly title: string;
  readonly detail: string;
}

/** What the kiosk's screen says in one language. */
export interface KioskMessages {
  /** The language's name in itself. */
  readonly language: string;
  /** BCP 47, for the clock and for voices. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  readonly states: Readonly<Record<KioskState, StateText>>;
  /** Details in place of those above where several people stand there. */
  readonly group: Readonly<Record<'pass' | 'no-mask' | 'incorrect' | 'unsure', string>>;
  /** Details in place of both where everybody may go in. */
  readonly reminder: string;
  /** Words on a face that has been judged. */
  readonly faces: Readonly<Record<Verdict, string>>;
  /** What the screen says while it starts. */
  readonly starting: StateText;
  /** The camera shows nothing but black. */
  readonly dark: string;
  readonly allowCamera: StateText & { readonly button: string };
  readonly today: string;
  readonly counts: Readonly<Record<Verdict | 'people' | 'passed', string>>;
  readonly privacy: string;
}
