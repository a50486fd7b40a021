import { describe, expect, it } from 'vitest';
import { type CameraContext, cameraErrorCode, toCameraError } from '@/lib/camera/camera-error';

const USUAL: CameraContext = { secure: true, hasMediaDevices: true, allowedByPolicy: true };

describe('cameraErrorCode', () => {
  it.each([
    ['NotAllowedError', 'camera-denied'],
    ['PermissionDeniedError', 'camera-denied'],
    ['SecurityError', 'camera-blocked-by-policy'],
    ['NotFoundError', 'camera-not-found'],
    ['DevicesNotFoundError', 'camera-not-found'],
    ['OverconstrainedError', 'camera-not-found'],
    ['NotReadableError', 'camera-in-use'],
    ['TrackStartError', 'camera-in-use'],
    ['AbortError', 'camera-in-use'],
    ['TypeError', 'camera-failed'],
    [null, 'camera-failed'],
  ])('%s is %s', (name, code) => {
    expect(cameraErrorCode(name, USUAL)).toBe(code);
  });

  it('distinguishes a page over plain http from a browser without cameras', () => {
    const without = { ...USUAL, hasMediaDevices: false };
    expect(cameraErrorCode(null, { ...without, secure: false })).toBe('camera-insecure-page');
    expect(cameraErrorCode(null, without)).toBe('camera-failed');
  });

  it('distinguishes a policy of the page from a refusal by the user', () => {
    const forbidden = { ...USUAL, allowedByPolicy: false };
    expect(cameraErrorCode('NotAllowedError', forbidden)).toBe('camera-blocked-by-policy');
    const unknown = { ...USUAL, allowedByPolicy: null };
    expect(cameraErrorCode('NotAllowedError', unknown)).toBe('camera-denied');
  });
});

describe('toCameraError', () => {
  it('keeps what the browser said', () => {
    const cause = new DOMException('Could not start video source', 'NotReadableError');
    const error = toCameraError(cause, USUAL);
    expect(error.code).toBe('camera-in-use');
    expect(error.message).toContain('Could not start video source');
    expect(error.cause).toBe(cause);
  });
});
