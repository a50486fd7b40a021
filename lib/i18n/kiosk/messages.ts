import type { ErrorCode } from '../../errors.ts';
import type { KioskState } from '../../kiosk/policy.ts';
import type { Verdict } from '../../vision/labels.ts';

/** Read in a second from three metres: a few words each. */
export interface StateText {
  readonly title: string;
  readonly detail: string;
}

/** Errors of the camera that trying again does not end. */
export const PERSONAL_TROUBLES = [
  'camera-denied',
  'camera-blocked-by-policy',
  'camera-insecure-page',
] as const satisfies readonly ErrorCode[];
export type PersonalTrouble = (typeof PERSONAL_TROUBLES)[number];

/** What the kiosk's screen says in one language. */
export interface KioskMessages {
  /** The language's name in itself. */
  readonly language: string;
  /** BCP 47, for the clock and for voices. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  readonly states: Readonly<Record<KioskState, StateText>>;
  /** In place of `incorrect` where the mask hangs under the chin. */
  readonly underChin: StateText;
  /** Details in place of those above where several people count. */
  readonly group: Readonly<Record<'pass' | 'no-mask' | 'incorrect' | 'unsure', string>>;
  /** Detail in place of both where a mask is only recommended. */
  readonly reminder: string;
  /** Words on a face that has been judged. */
  readonly faces: Readonly<Record<Verdict, string>>;
  /** What the screen says while it starts. */
  readonly starting: StateText;
  /** The camera shows nothing but black. */
  readonly dark: string;
  readonly allowCamera: StateText & { readonly button: string };
  /** Troubles with the camera that only a person can end. */
  readonly troubles: Readonly<Record<PersonalTrouble, StateText>>;
  /** Detail in place of that of `allowCamera` where it was allowed before a reload. */
  readonly permissionForgotten: string;
  /** The kiosk runs in another window of this browser. */
  readonly openTwice: StateText;
  readonly today: string;
  readonly counts: Readonly<Record<Verdict | 'people' | 'passed', string>>;
  readonly privacy: string;
}
