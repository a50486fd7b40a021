import type { AuditAction } from '../../fleet/operators/audit.ts';
import type { FigureStep, KioskPresence } from '../../fleet/protocol/figures.ts';
import type { FleetField, Scope } from '../../fleet/protocol/fleet-settings.ts';
import type { CommandKind } from '../../fleet/protocol/kiosk-messages.ts';

/** The text of the operators' page. */
export interface FleetMessages {
  readonly title: string;
  readonly lead: string;
  readonly login: {
    readonly name: string;
    readonly password: string;
    readonly enter: string;
    readonly leave: string;
  };
  readonly noAnswer: string;
  /** Heads of lists. */
  readonly columns: Readonly<Record<'when' | 'who' | 'kiosk' | 'what' | 'detail', string>>;
  readonly kiosks: {
    readonly title: string;
    readonly none: string;
    readonly name: string;
    readonly place: string;
    readonly state: string;
    readonly seen: string;
    readonly version: string;
    readonly engine: string;
    readonly camera: string;
    /** What a kiosk says of its camera; failures have the words of all pages. */
    readonly cameras: Readonly<Record<string, string>>;
    readonly door: string;
    readonly doors: Readonly<Record<string, string>>;
    readonly people: string;
    readonly presence: Readonly<Record<KioskPresence, string>>;
    readonly settled: string;
    readonly unsettled: string;
    readonly select: (name: string) => string;
    readonly selected: (count: number) => string;
    readonly add: string;
    /** Opens what can be done with a kiosk. */
    readonly change: string;
    readonly save: string;
    readonly newCode: string;
    readonly revoke: string;
    readonly revokeQuestion: (name: string) => string;
    readonly delete: string;
    readonly deleteQuestion: (name: string) => string;
    readonly yes: string;
    readonly no: string;
    /** Beside the address and its QR code. */
    readonly codeHelp: (code: string) => string;
  };
  readonly commands: {
    readonly title: string;
    readonly kinds: Readonly<Record<CommandKind, string>>;
    readonly words: string;
    readonly ordered: (count: number) => string;
    readonly outcomes: Readonly<Record<'done' | 'failed' | 'waiting' | 'too-late', string>>;
  };
  readonly figures: {
    readonly title: string;
    readonly from: string;
    readonly to: string;
    readonly allPlaces: string;
    readonly steps: Readonly<Record<FigureStep, string>>;
    readonly by: string;
    readonly csv: string;
    readonly none: string;
  };
  readonly settings: {
    readonly title: string;
    readonly lead: string;
    readonly scopes: Readonly<Record<Scope, string>>;
    readonly scope: string;
    readonly target: string;
    readonly field: string;
    readonly value: string;
    readonly set: string;
    readonly remove: (field: string) => string;
    readonly fields: Readonly<Record<FleetField, string>>;
    readonly none: string;
    readonly stored: (version: number) => string;
    readonly history: string;
    readonly version: string;
  };
  readonly troubles: { readonly title: string; readonly none: string };
  readonly webhooks: Readonly<
    Record<
      'title' | 'lead' | 'address' | 'add' | 'secret' | 'failed' | 'tries' | 'next' | 'givenUp',
      string
    >
  >;
  readonly audit: {
    readonly title: string;
    readonly actions: Readonly<Record<AuditAction, string>>;
  };
}
