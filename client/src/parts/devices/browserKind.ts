// Which browser this is, as far as its permissions are found elsewhere than in the others.

/** Each has its own words (`texts/permission.ts`). */
export type BrowserKind =
  | 'chrome'
  | 'edge'
  | 'firefox'
  | 'firefoxAndroid'
  | 'safariMac'
  | 'safariIos'
  | 'other';

/**
 * From `navigator.userAgent`. For words only: nothing that works depends on it.
 * @param hasTouch an iPad calls itself a Mac
 */
export function browserKind(userAgent: string, hasTouch: boolean): BrowserKind {
  const isIos = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && hasTouch);
  // Other browsers there have their permissions in the settings of the device.
  if (isIos) return /CriOS|FxiOS|EdgiOS/.test(userAgent) ? 'other' : 'safariIos';
  if (/Firefox\//.test(userAgent)) return /Android/.test(userAgent) ? 'firefoxAndroid' : 'firefox';
  if (/Edg(A)?\//.test(userAgent)) return 'edge';
  if (/SamsungBrowser|OPR\//.test(userAgent)) return 'other';
  if (/Chrome\//.test(userAgent)) return 'chrome';
  return /Macintosh.*Safari\//.test(userAgent) ? 'safariMac' : 'other';
}
