// Leaving by a click, which also hangs up a telephone that carries this person's audio.
import type { DialIn } from './dialIn.ts';
import type { MeetingStore } from './meetingStore.ts';
import { isAudioByPhone } from './microphone.ts';
import type { SignallingClient } from '../platform/signallingClient.ts';

/** How long leaving waits for the server to hang up the telephone. */
const LEAVE_TIMEOUT_MS = 2_000;

/** Merely closing the page would leave the person in the meeting by telephone. */
export async function leaveMeeting(
  store: MeetingStore,
  signalling: SignallingClient,
  { hasHadPin }: Pick<DialIn, 'hasHadPin'>,
): Promise<void> {
  const { sessionState } = store.getState();
  const body = { isFinal: true };
  if (!isAudioByPhone(store.getState()) && !hasHadPin) return signalling.send('leave', body);
  let isHeard = sessionState.type === 'inMeeting' && !sessionState.isSignallingLost;
  try {
    // Socket.IO drops what is sent together with the disconnect.
    await signalling.request('leave', body, LEAVE_TIMEOUT_MS);
  } catch {
    isHeard = false;
  }
  store.setState({ isPhoneLeftBehind: !isHeard });
}
