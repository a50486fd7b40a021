import type { Box } from '@/lib/geometry';

interface DescribedFace {
  /** Unmirrored pixels of the frame or picture. */
  readonly box: Box;
  readonly label: string;
  /** How a mask is worn incorrectly. Absent where it is unclear. */
  readonly worn?: string;
  /** 0 to 1; null for a label from a person. */
  readonly confidence: number | null;
}

/**
 * A face as attributes of its element, for programs and tests. @param id of its track, or its
 * number
 */
export function faceAttributes(id: number, { box, label, worn, confidence }: DescribedFace) {
  return {
    'data-face': id,
    'data-label': label,
    'data-worn': worn,
    'data-confidence': confidence?.toFixed(4),
    'data-x': box.x.toFixed(1),
    'data-y': box.y.toFixed(1),
    'data-width': box.width.toFixed(1),
    'data-height': box.height.toFixed(1),
  };
}
