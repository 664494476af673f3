// Derives from the browser's error why a device does not work.
import type { InputKind } from './openDevices.ts';

/** Each has its own text and remedy. */
export type DeviceProblem =
  | 'denied'
  | 'blockedBySystem'
  | 'missing'
  | 'busy'
  | 'insecurePage'
  | 'unknown';

/** From the error names of W3C Media Capture §10.2, for a device that was requested alone. */
export async function problemOf(which: InputKind, error: unknown): Promise<DeviceProblem> {
  const problem = namedProblem(error);
  // A refusal despite the browser's permission must come from the operating system.
  const isAllowed = problem === 'denied' && (await permissionOf(which)) === 'granted';
  return isAllowed ? 'blockedBySystem' : problem;
}

function namedProblem(error: unknown): DeviceProblem {
  if (!(error instanceof DOMException)) return 'unknown';
  switch (error.name) {
    case 'NotAllowedError':
      // Chromium's "Permission denied by system"; other browsers do not tell.
      return /system/i.test(error.message) ? 'blockedBySystem' : 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    case 'SecurityError':
      return 'insecurePage';
    default:
      return 'unknown';
  }
}

/** Undefined if the browser does not say. */
export async function permissionOf(which: InputKind): Promise<PermissionState | undefined> {
  try {
    return (await navigator.permissions.query({ name: which })).state;
  } catch {
    return undefined;
  }
}

/**
 * Which devices to request one by one after the joint request failed. After a refused or dismissed
 * prompt only those that cause no further prompt, so that the person is not asked three times.
 */
export async function worthAskingAlone(
  wanted: readonly InputKind[],
  error: unknown,
): Promise<InputKind[]> {
  switch (namedProblem(error)) {
    case 'insecurePage':
      return [];
    case 'denied': {
      const permissions = await Promise.all(wanted.map(permissionOf));
      const isOneDenied = permissions.includes('denied');
      return wanted.filter((_, index) =>
        isOneDenied ? permissions[index] !== 'denied' : permissions[index] === 'granted',
      );
    }
    default:
      return [...wanted];
  }
}
