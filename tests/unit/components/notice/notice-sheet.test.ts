// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import { NoticeSheet } from '@/components/notice/notice-sheet';
import type { Locale } from '@/lib/i18n/locale';
import { NOTICE_MESSAGES } from '@/lib/i18n/notice/languages';
import { NOTICE_FIELDS } from '@/lib/i18n/notice/messages';

const NOTHING = { operator: '', purpose: '', objection: '', authority: '' };

function show(languages: readonly Locale[], filled: Partial<typeof NOTHING>, days = 90): string {
  const props = { languages, filled: { ...NOTHING, ...filled }, days };
  const { container } = render(createElement(NoticeSheet, props));
  return container.textContent ?? '';
}

describe('the notice for a door', () => {
  it.each(['en', 'ko'] as const)('shows what is still to be filled in, %s', (language) => {
    const text = show([language], { operator: '   ' });
    for (const field of NOTICE_FIELDS) {
      expect(text).toContain(NOTICE_MESSAGES[language].fields[field].blank);
    }
  });

  it.each(['en', 'ko'] as const)('shows what was filled in, %s', (language) => {
    const filled = {
      operator: 'Clinic A',
      purpose: 'Protection B',
      objection: 'Ring C',
      authority: 'Office D',
    };
    const text = show([language], filled, 30);
    for (const value of Object.values(filled)) expect(text).toContain(value);
    expect(text).toContain('30');
    expect(text).not.toMatch(/[[\]]/);
  });

  it('has a part for each language, marked as such', () => {
    show(['ko', 'en'], {});
    const headings = screen.getAllByRole('heading').slice(-2);
    expect(headings.map((heading) => heading.closest('section')?.lang)).toEqual(['ko', 'en']);
  });
});
