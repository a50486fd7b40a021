import type { Metadata } from 'next';
import { DEFAULT_LOCALE, MESSAGES } from './locale.ts';

const { product } = MESSAGES[DEFAULT_LOCALE];

/** Title and description of a page before its scripts translate them. */
export function pageMetadata(title: string, description: string): Metadata {
  return { title: `${title} · ${product.name}`, description };
}
