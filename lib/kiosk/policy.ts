import type { Verdict, WornWay } from '../vision/labels.ts';
import type { KioskConfig } from './config.ts';

/** The messages of the screen. `not-checking` is about the kiosk, all others about people. */
const KIOSK_STATES = [
  'idle',
  'closer',
  'looking',
  'pass',
  'no-mask',
  'incorrect',
  'unsure',
  'not-checking',
] as const;
export type KioskState = (typeof KIOSK_STATES)[number];
export type PeopleState = Exclude<KioskState, 'not-checking'>;

/** A person in front of the kiosk. */
export interface Visitor {
  readonly id: number;
  /** Share of the picture's height, 0 to 1. */
  readonly faceHeight: number;
  /** Whether the person is near enough to count. */
  readonly near: boolean;
  /** The settled verdict; null while evidence is collected. */
  readonly label: Verdict | null;
  /** How the mask is worn incorrectly; null for other verdicts, or where it is unclear. */
  readonly worn: WornWay | null;
}

export type Policy = Pick<KioskConfig, 'policy' | 'incorrectPasses' | 'maxPeople'>;

export interface GroupVerdict {
  readonly state: PeopleState;
  /** Whether the people who count may go in. */
  readonly admitted: boolean;
  /** The people who count, nearest first. */
  readonly counted: readonly number[];
  /** Those whom the message is for. */
  readonly about: readonly number[];
  /** How all of them wear their mask incorrectly; null where they do not, or in different ways. */
  readonly worn: WornWay | null;
}

/** From best to worst. The worst verdict in a group counts. */
const SEVERITY: readonly PeopleState[] = ['pass', 'looking', 'unsure', 'incorrect', 'no-mask'];

export function severityOf(state: PeopleState): number {
  return SEVERITY.indexOf(state);
}

/** The policy: from the people present to the message on the screen. */
export function judgeGroup(visitors: readonly Visitor[], policy: Policy): GroupVerdict {
  const near = visitors
    .filter((visitor) => visitor.near)
    .sort((a, b) => b.faceHeight - a.faceHeight)
    .slice(0, policy.maxPeople);
  if (near.length === 0) {
    const state = visitors.length > 0 ? 'closer' : 'idle';
    const about = visitors.map(({ id }) => id);
    return { state, admitted: false, counted: [], about, worn: null };
  }
  const states = near.map(({ label }) => stateOf(label, policy));
  const state = states.reduce((worst, s) => (severityOf(s) > severityOf(worst) ? s : worst));
  const about = near.filter((_, i) => states[i] === state);
  const settled = states.every((s) => s !== 'looking');
  return {
    state,
    admitted: settled && (state === 'pass' || policy.policy === 'reminder'),
    counted: near.map(({ id }) => id),
    about: about.map(({ id }) => id),
    worn: state === 'incorrect' ? wayOfAll(about) : null,
  };
}

/** The way in which all of them wear their mask incorrectly. */
function wayOfAll([first, ...others]: readonly Visitor[]): WornWay | null {
  const worn = first?.worn ?? null;
  return others.every((other) => other.worn === worn) ? worn : null;
}

function stateOf(label: Verdict | null, { incorrectPasses }: Policy): PeopleState {
  switch (label) {
    case null:
      return 'looking';
    case 'with_mask':
      return 'pass';
    case 'without_mask':
      return 'no-mask';
    case 'incorrect_mask':
      return incorrectPasses ? 'pass' : 'incorrect';
    case 'unsure':
      return 'unsure';
  }
}
