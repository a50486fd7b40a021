const PATHS = {
  camera:
    'M4 8.500A1.500 1.500 0 0 1 5.500 7h2L9 5h6l1.500 2h2A1.500 1.500 0 0 1 20 8.500v8a1.500 1.500 0 0 1-1.500 1.500h-13A1.500 1.500 0 0 1 4 16.500zM12 15.500a3.250 3.250 0 1 0 0-6.500 3.250 3.250 0 0 0 0 6.500',
  pause: 'M9 6v12M15 6v12',
  play: 'M8 5.500v13l10.500-6.500z',
  mirror: 'M12 4v16M9 8l-5 8h5zM15 8l5 8h-5z',
  download: 'M12 4v10M8 10.500l4 4 4-4M5 19h14',
  expand: 'M9 5H5v4M15 5h4v4M19 15v4h-4M5 15v4h4',
  shrink: 'M5 9h4V5M19 9h-4V5M15 19v-4h4M9 19v-4H5',
  settings:
    'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400M9 19.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400',
  shield:
    'M12 4l7 2.500v5c0 4.200-2.900 7-7 8.500-4.100-1.500-7-4.300-7-8.500v-5zM9 12l2.200 2.300L15.200 10',
  picture:
    'M4 7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zM4 16l4.500-4.500 4 4 3-3L20 16.500M14.500 9.200v.1',
  folder: 'M4 18V6.500h5l2 2.500h9v9z',
  mark: 'M5 8V5h3M16 5h3v3M19 16v3h-3M8 19H5v-3M12 9v6M9 12h6',
  close: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  previous: 'M14.500 6l-6 6 6 6',
  next: 'M9.500 6l6 6-6 6',
  trash: 'M5 7h14M9.500 7V5h5v2M7 7l1 12h8l1-12',
  warning: 'M12 9v4.500M12 16.800v.2M12 4.500L3.500 19h17z',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration: words next to it, or a label, have the same meaning. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return <StrokeSymbol path={PATHS[name]} size={size} width={1.8} />;
}

/** For the start of an error message. */
export function WarningIcon({ size }: { readonly size: number }) {
  return (
    <span className="text-amber-700 dark:text-amber-400">
      <Icon name="warning" size={size} />
    </span>
  );
}

/** A path of strokes in a square of 24 units. */
export function StrokeSymbol(props: {
  readonly path: string;
  readonly size: number;
  readonly width: number;
}) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={props.size}
      height={props.size}
      fill="none"
      stroke="currentColor"
      strokeWidth={props.width}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="shrink-0"
    >
      <path d={props.path} />
    </svg>
  );
}
