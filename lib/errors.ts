/** Every failure that a user can be told about. Texts live with the user interface, by code. */
export type ErrorCode =
  | 'camera-denied'
  | 'camera-blocked-by-policy'
  | 'camera-not-found'
  | 'camera-in-use'
  | 'camera-insecure-page'
  | 'camera-unplugged'
  | 'camera-failed'
  | 'engine-unavailable'
  | 'engine-lost'
  | 'model-missing'
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
