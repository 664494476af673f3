// The few settings that are kept in this browser. If storage is blocked, nothing is remembered.
type RememberedSetting =
  | 'language'
  | 'name'
  | 'profession'
  | 'role'
  | 'phoneNumber'
  | 'ringOnEntry'
  | 'camera'
  | 'microphone'
  | 'loudspeaker'
  | 'soundProcessing'
  | 'view'
  | 'captions'
  | 'chimes'
  | 'liveTextSize'
  | 'liveTextOrder'
  | 'liveTextRests'
  | 'signs'
  | 'largeBeside'
  | 'selfView'
  | 'selfCorner';

export function readRemembered(what: RememberedSetting): string | undefined {
  try {
    return localStorage.getItem(what) ?? undefined;
  } catch {
    return undefined;
  }
}

export function forget(what: RememberedSetting): void {
  try {
    localStorage.removeItem(what);
  } catch {
    // Nothing was kept either.
  }
}

export function remember(what: RememberedSetting, text: string): void {
  try {
    localStorage.setItem(what, text);
  } catch {
    // Private windows and locked-down computers: the page works and asks again next time.
  }
}
