import { type ErrorCode, MaskGateError } from '../errors.ts';

/** What is known of the page when a camera did not open. */
export interface CameraContext {
  /** Whether the page came by https or from this machine. */
  readonly secure: boolean;
  /** Whether the browser offers `navigator.mediaDevices`. */
  readonly hasMediaDevices: boolean;
  /** Whether the page's permissions policy allows cameras; null where the browser does not say. */
  readonly allowedByPolicy: boolean | null;
}

/**
 * What went wrong, from the name of the DOMException that getUserMedia gave, if it gave one.
 * Browsers have used several names for the same trouble.
 */
export function cameraErrorCode(name: string | null, context: CameraContext): ErrorCode {
  if (!context.hasMediaDevices) return context.secure ? 'camera-failed' : 'camera-insecure-page';
  if (context.allowedByPolicy === false) return 'camera-blocked-by-policy';
  switch (name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
      return 'camera-denied';
    case 'SecurityError':
      return 'camera-blocked-by-policy';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
    case 'ConstraintNotSatisfiedError':
      return 'camera-not-found';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'camera-in-use';
    default:
      return 'camera-failed';
  }
}

/** The context of this page. */
export function cameraContext(): CameraContext {
  const { featurePolicy } = document as Document & {
    featurePolicy?: { allowsFeature(feature: string): boolean };
  };
  return {
    secure: isSecureContext,
    hasMediaDevices: navigator.mediaDevices !== undefined,
    allowedByPolicy: featurePolicy?.allowsFeature('camera') ?? null,
  };
}

/** @param cause what getUserMedia threw, or null where there was none to ask */
export function toCameraError(cause: unknown, context: CameraContext): MaskGateError {
  const name = cause instanceof Error || cause instanceof DOMException ? cause.name : null;
  const code = cameraErrorCode(name, context);
  return new MaskGateError(code, `The camera did not open: ${String(cause)}`, { cause });
}
