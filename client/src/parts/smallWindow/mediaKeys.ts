// What the browser and the system may do for the meeting (W3C Media Session): keys of a headset, buttons over a video in a
// small window, and that window when one goes to another tab.
import type { MeetingSession } from '../../session/meetingSession.ts';
import { phoneMicrophone } from '../../session/microphone.ts';

/** Safari says with a toggle what it has done itself; Chromium does not. */
type Handler = (details: { isActivating?: boolean }) => void;

/** With what is not yet in TypeScript's list. */
interface Keys {
  setActionHandler: (action: string, handler: Handler | null) => void;
  setMicrophoneActive: (isOn: boolean) => unknown;
  setCameraActive: (isOn: boolean) => unknown;
}

/** @returns a function that takes it all back. */
export function setMediaKeys(session: MeetingSession, onSmallWindow: () => void): () => void {
  const { meeting, localMedia } = session;
  const keys = navigator.mediaSession as unknown as Keys;
  const isHeard = () =>
    (phoneMicrophone(meeting.getState()) ?? localMedia.getState().microphone.type) === 'on';
  const isSeen = () => localMedia.getState().camera.type === 'on';

  const handlers: [string, Handler][] = [
    ['togglemicrophone', (to) => isHeard() !== to.isActivating && session.microphone.toggle()],
    ['togglecamera', (to) => isSeen() !== to.isActivating && session.devices.toggleCamera()],
    ['enterpictureinpicture', onSmallWindow],
    ['hangup', session.leave],
  ];
  const known = handlers.filter(([action, handler]) => {
    try {
      keys.setActionHandler(action, handler);
      return true;
    } catch {
      // This browser does not know that action.
      return false;
    }
  });

  let shown = '';
  const show = () => {
    const states = `${isHeard()} ${isSeen()}`;
    if (states === shown) return;
    shown = states;
    keys.setMicrophoneActive(isHeard());
    keys.setCameraActive(isSeen());
  };
  // Chromium, which alone knows them all, has buttons that show what is on. Told so, Safari would stop the microphone itself.
  const showing =
    known.length === handlers.length ? [meeting.subscribe(show), localMedia.subscribe(show)] : [];
  if (showing.length > 0) show();

  return () => {
    for (const stopShowing of showing) stopShowing();
    for (const [action] of known) keys.setActionHandler(action, null);
  };
}
