import { StrokeSymbol } from '../shell/icons';
import type { VerdictLook } from './verdict-look';

/** The symbol of a verdict on its colour, in front of the words. */
export function VerdictSymbol({ colour, ink, symbol }: VerdictLook) {
  return (
    <span className="rounded-full p-0.5" style={{ background: colour, color: ink }}>
      <StrokeSymbol path={symbol} size={14} width={3.6} />
    </span>
  );
}
