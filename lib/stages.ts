/** What is done to a frame of the live page, in this order. */
export const FRAME_STAGES = ['grab', 'find', 'crop', 'judge', 'draw'] as const;
export type FrameStage = (typeof FRAME_STAGES)[number];

/** A figure for each stage. */
export function perStage(figure: (stage: FrameStage) => number): Record<FrameStage, number> {
  const figures = FRAME_STAGES.map((stage) => [stage, figure(stage)] as const);
  return Object.fromEntries(figures) as Record<FrameStage, number>;
}
