/** What the operator of a kiosk fills in. */
export const NOTICE_FIELDS = ['operator', 'purpose', 'objection', 'authority'] as const;
export type NoticeField = (typeof NOTICE_FIELDS)[number];

/** The notice to print and hang up before a kiosk's camera. */
export interface NoticeMessages {
  readonly title: string;
  readonly lead: string;
  readonly print: string;
  /** The choice of the notice's languages. */
  readonly languages: string;
  readonly fields: Readonly<Record<NoticeField, NoticeFieldText>>;
  readonly heading: string;
  /** @param filled what was filled in, else the blanks @param days for which numbers are kept */
  readonly parts: (filled: Readonly<Record<NoticeField, string>>, days: number) => readonly Part[];
}

interface NoticeFieldText {
  /** Beside the line to fill in. */
  readonly label: string;
  /** In the notice until something is filled in. */
  readonly blank: string;
}

interface Part {
  readonly heading: string;
  readonly text: string;
}
