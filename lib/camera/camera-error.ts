import { type ErrorCode, MaskGateError } from '../errors.ts';

/** Facts about the page when a camera did not open. */
export interface CameraContext {
  /** Whether the page was loaded by https or from this machine. */
  readonly secure: boolean;
  /** Whether the browser offers `navigator.mediaDevices`. */
  readonly hasMediaDevices: boolean;
  /** Whether the page's permissions policy allows cameras; null where the browser does not tell. */
  readonly allowedByPolicy: boolean | null;
}

/**
 * The error for the name of getUserMedia's DOMException, if there was one. Browsers use several
 * names for the same problem.
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

/** @param cause the exception of getUserMedia; null where the page has no getUserMedia */
export function toCameraError(cause: unknown, context: CameraContext): MaskGateError {
  const name = cause instanceof Error || cause instanceof DOMException ? cause.name : null;
  const code = cameraErrorCode(name, context);
  return new MaskGateError(code, `The camera did not open: ${String(cause)}`, { cause });
}
