// Small windows over other programs: Document Picture-in-Picture (WICG), or one video's (W3C) where that is all there is.

interface DocumentPictureInPicture {
  /** Null while none is open. */
  readonly window: Window | null;
  /** Only on a press. Rejects with NotAllowedError, also where a policy of the organization forbids it. */
  requestWindow(size: { width: number; height: number }): Promise<Window>;
}

declare global {
  interface Window {
    /** Absent in Safari, on phones, and in older Firefox. */
    readonly documentPictureInPicture?: DocumentPictureInPicture;
  }
}

/** What this browser can show in a small window. */
export function pictureInPictureKind(): 'page' | 'video' | 'nothing' {
  if (window.documentPictureInPicture) return 'page';
  // Absent in older Firefox, false where a policy forbids it.
  return document.pictureInPictureEnabled ? 'video' : 'nothing';
}
