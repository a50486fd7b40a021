/** The errors that users can see. `lib/i18n` has their texts by code. */
export type ErrorCode =
  | 'camera-denied'
  | 'camera-blocked-by-policy'
  | 'camera-not-found'
  | 'camera-in-use'
  | 'camera-insecure-page'
  | 'camera-unplugged'
  | 'camera-failed'
  | 'camera-frame-failed'
  | 'engine-unavailable'
  | 'engine-not-as-asked'
  | 'engine-lost'
  | 'model-missing'
  | 'model-stalled'
  | 'model-invalid'
  | 'file-empty'
  | 'not-an-image'
  | 'image-truncated'
  | 'image-format-unsupported'
  | 'image-unreadable'
  | 'image-too-large'
  | 'image-empty'
  | 'film-unreadable'
  | 'film-codec-unsupported'
  | 'pixels-withheld';

export class MaskGateError extends Error {
  override readonly name = 'MaskGateError';

  constructor(
    readonly code: ErrorCode,
    /** For developers: the attempt and its result. */
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Converts an exception to an error that users can see.
 * @param otherwise the code for any other exception
 */
export function toMaskGateError(thrown: unknown, otherwise: ErrorCode): MaskGateError {
  if (thrown instanceof MaskGateError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new MaskGateError(otherwise, message, { cause: thrown });
}
