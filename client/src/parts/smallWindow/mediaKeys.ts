// What the browser and the system may do for the meeting (W3C Media Session): keys of a headset, buttons over a video in a
// small window, and that window when one goes to another tab.
import type { MeetingSession } from '../../session/meetingSession.ts';

/** Chromium's, which asks the person the first time; not yet in TypeScript's list. */
type Action =
  | MediaSessionAction
  | 'togglemicrophone'
  | 'togglecamera'
  | 'hangup'
  | 'enterpictureinpicture';

/** @returns a function that takes it all back. */
export function setMediaKeys(session: MeetingSession, onSmallWindow: () => void): () => void {
  const { mediaSession } = navigator;
  const handlers: Partial<Record<Action, () => void>> = {
    togglemicrophone: session.microphone.toggle,
    togglecamera: () => session.devices.toggleCamera(),
    hangup: session.leave,
    enterpictureinpicture: onSmallWindow,
  };
  const actions = Object.keys(handlers) as Action[];
  const set = (action: Action, handler: (() => void) | null) => {
    try {
      mediaSession.setActionHandler(action as MediaSessionAction, handler);
    } catch {
      // This browser does not know that action.
    }
  };
  for (const action of actions) set(action, handlers[action] ?? null);
  return () => {
    for (const action of actions) set(action, null);
  };
}
