'use client';

import type { LoadingProgress } from '@/lib/vision/live/live-detector';
import { useMessages } from './use-messages';

/** Null progress: everything is ready except the camera. */
export function LoadingNotice({ progress }: { readonly progress: LoadingProgress | null }) {
  const { loading } = useMessages();
  const { text, share } = useStep(progress);
  return (
    <div className="w-full max-w-sm rounded-2xl bg-surface/95 p-5 text-ink shadow-xl">
      <p className="font-semibold">{loading.title}</p>
      <p className="mt-1 text-sm text-muted tabular-nums">{text}</p>
      <div
        className="mt-3 h-1.5 overflow-hidden rounded-full bg-line"
        role="progressbar"
        aria-label={loading.title}
        aria-valuetext={text}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      >
        <div
          className={`h-full rounded-full bg-accent motion-safe:transition-[width] duration-300 ${share === null ? 'motion-safe:animate-pulse' : ''}`}
          style={{ width: `${Math.round((share ?? 1) * 100)}%` }}
        />
      </div>
    </div>
  );
}

/** The text of a step and its progress, 0 to 1; null where it is unknown. */
function useStep(progress: LoadingProgress | null): { text: string; share: number | null } {
  const { loading } = useMessages();
  switch (progress?.stage) {
    case 'engine':
      return { text: loading.engine, share: null };
    case 'download': {
      const { loadedBytes, totalBytes } = progress;
      const text = loading.download(toMegabytes(loadedBytes), toMegabytes(totalBytes));
      return { text, share: totalBytes > 0 ? loadedBytes / totalBytes : null };
    }
    case 'compile':
      return {
        text: loading.compile(progress.done, progress.total),
        share: progress.done / progress.total,
      };
    default:
      return { text: loading.camera, share: null };
  }
}

function toMegabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
