import { Icon } from './icons';

/** One sentence about what happens to the pictures. */
export function PrivacyLine({ text }: { readonly text: string }) {
  return (
    <p className="flex max-w-prose items-start gap-2.5 text-sm text-muted">
      <span className="text-accent">
        <Icon name="shield" size={22} />
      </span>
      {text}
    </p>
  );
}
