'use client';

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';

/**
 * The next position of the focus for each key, by the current position and the number of buttons.
 */
const MOVES: Readonly<Record<string, (place: number, count: number) => number>> = {
  ArrowRight: (place, count) => (place + 1) % count,
  ArrowLeft: (place, count) => (place + count - 1) % count,
  Home: () => 0,
  End: (_place, count) => count - 1,
};

/**
 * Buttons with a single tab stop: arrow keys move between them (WAI-ARIA toolbar with roving
 * tabindex).
 */
export function Toolbar(props: {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const bar = useRef<HTMLDivElement>(null);
  const current = useRef<HTMLElement | null>(null);

  // After every render, because buttons appear, disappear and become disabled.
  useEffect(() => {
    if (bar.current) makeReachable(bar.current);
  });

  const makeReachable = (element: HTMLElement) => {
    const buttons = usableButtons(element);
    if (!current.current || !buttons.includes(current.current))
      current.current = buttons[0] ?? null;
    for (const button of buttons) button.tabIndex = button === current.current ? 0 : -1;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const buttons = usableButtons(event.currentTarget);
    const place = buttons.indexOf(event.target as HTMLElement);
    const next = place >= 0 ? MOVES[event.key]?.(place, buttons.length) : undefined;
    if (next === undefined) return;
    event.preventDefault();
    // Arrow keys have another meaning outside the toolbar.
    event.stopPropagation();
    buttons[next]?.focus();
  };
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={props.label}
      className={props.className}
      onKeyDown={onKeyDown}
      onFocus={({ currentTarget, target }) => {
        current.current = target;
        makeReachable(currentTarget);
      }}
    >
      {props.children}
    </div>
  );
}

function usableButtons(element: HTMLElement): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>('button:not(:disabled)')];
}
