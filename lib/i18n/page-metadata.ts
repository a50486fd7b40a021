import type { Metadata } from 'next';
import { DEFAULT_LOCALE, MESSAGES } from './locale.ts';

const { product } = MESSAGES[DEFAULT_LOCALE];

/** Title and description of a page before its scripts put them into the visitor's language. */
export function pageMetadata(title: string, description: string): Metadata {
  return { title: `${title} · ${product.name}`, description };
}
