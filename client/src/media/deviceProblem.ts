// Tells from what the browser answers why a device gives nothing.
import type { InputKind } from './openDevices.ts';

/** Each has its own text and a way back. */
export type DeviceProblem =
  | 'denied'
  | 'blockedBySystem'
  | 'missing'
  | 'busy'
  | 'insecurePage'
  | 'unknown';

/** By the error names of W3C Media Capture §10.2, asked for alone. */
export async function problemOf(which: InputKind, error: unknown): Promise<DeviceProblem> {
  const problem = namedProblem(error);
  // A no in spite of the browser's own yes must be the system's.
  const isAllowed = problem === 'denied' && (await permissionOf(which)) === 'granted';
  return isAllowed ? 'blockedBySystem' : problem;
}

function namedProblem(error: unknown): DeviceProblem {
  if (!(error instanceof DOMException)) return 'unknown';
  switch (error.name) {
    case 'NotAllowedError':
      // Chromium's "Permission denied by system"; others have no words for it.
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

/** Undefined where the browser does not say. */
export async function permissionOf(which: InputKind): Promise<PermissionState | undefined> {
  try {
    return (await navigator.permissions.query({ name: which })).state;
  } catch {
    return undefined;
  }
}

/**
 * Of devices that were not to be had together, those to ask for one by one. After a no or a dismissed
 * question only those that will not be asked about again: or the person would be asked three times.
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
