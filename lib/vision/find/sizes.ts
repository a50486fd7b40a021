/** How large the finder's inputs are: the larger, the smaller the faces that it finds. */
export const FINDER_SIZES = ['small', 'medium', 'large'] as const;
export type FinderSize = (typeof FINDER_SIZES)[number];
