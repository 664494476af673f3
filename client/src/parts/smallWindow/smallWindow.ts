// The meeting in a small window over other programs, beside a record system for instance: opens it, and closes it with the meeting.
import type { ItemKey } from '../../session/layout.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { createFeatured } from '../../session/featured.ts';
import { pictureInPictureKind } from '../../platform/pictureInPicture.ts';
import { setMediaKeys } from './mediaKeys.ts';
import { openPageWindow } from './pageWindow.tsx';
import { openVideoWindow } from './videoWindow.ts';

export type SmallWindow = ReturnType<typeof createSmallWindow>;

/** Why there is none: the browser said no, or there is no video that it could show. */
export type SmallWindowProblem = 'refused' | 'nothingToShow';

export function createSmallWindow(session: MeetingSession) {
  const featured = createFeatured(session.meeting);
  /** Undefined while none is open. */
  let close: (() => void) | undefined;

  /** On a press, or when the browser asks for it. @returns what went wrong. */
  async function open(): Promise<SmallWindowProblem | undefined> {
    const options = { session, featured, onClosed: () => (close = undefined) };
    try {
      if (pictureInPictureKind() === 'page') close = await openPageWindow(options);
      else close = await openVideoWindow(options);
    } catch {
      return featured.store.getState().item ? 'refused' : 'nothingToShow';
    }
    return undefined;
  }

  const forgetKeys = setMediaKeys(session, () => void open());
  return {
    isOpen: () => close !== undefined,
    open,
    close: () => close?.(),
    /** What the person has chosen to see large on the stage. */
    pin: (key: ItemKey | undefined) => featured.pin(key),
    stop(): void {
      forgetKeys();
      close?.();
      featured.stop();
    },
  };
}
