import { useMessages } from './use-messages';

/**
 * A page's title in its visitor's language. React writes it, as it writes the page: metadata of Next.js would put
 * the default language's title back after the page has named itself.
 */
export function PageTitle(props: {
  /** Absent for the first page. */
  readonly title?: string;
}) {
  const { product } = useMessages();
  const { title } = props;
  return (
    <title>{title ? `${title} · ${product.name}` : `${product.name} · ${product.tagline}`}</title>
  );
}
