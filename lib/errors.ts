/** Every failure that a user can be told about. Texts live with the user interface, by code. */
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
  | 'pixels-withheld';

export class MaskGateError extends Error {
  override readonly name = 'MaskGateError';

  constructor(
    readonly code: ErrorCode,
    /** For developers: what was attempted and what came instead. */
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * What was thrown, as a failure that a user can be told about.
 * @param otherwise the code of what is none yet
 */
export function toMaskGateError(thrown: unknown, otherwise: ErrorCode): MaskGateError {
  if (thrown instanceof MaskGateError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new MaskGateError(otherwise, message, { cause: thrown });
}
