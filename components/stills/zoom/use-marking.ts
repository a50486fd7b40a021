'use client';

import { useState } from 'react';
import type { Box } from '@/lib/geometry';
import type { MarkedFace } from '@/lib/stills/still-result';
import type { FaceLabel } from '@/lib/vision/labels';

/** A face that is being marked: its box in pixels of the picture, and its label. */
export function useMarking(onAdd: (face: MarkedFace) => void) {
  const [active, setActive] = useState(false);
  const [draft, setDraft] = useState<Box | null>(null);
  // People who mark several faces mostly use the same label.
  const [label, setLabel] = useState<FaceLabel>('with_mask');
  const stop = () => setActive(false);
  return {
    active,
    /** Null before the first box. */
    draft,
    setDraft,
    label,
    setLabel,
    start: () => {
      setDraft(null);
      setActive(true);
    },
    stop,
    add: () => {
      if (draft) onAdd({ box: draft, label });
      stop();
    },
  };
}
