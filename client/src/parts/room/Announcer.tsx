// Announces arrivals, departures, hands, messages and device changes: politely to screen readers, and briefly on screen.
import { useEffect, useRef, useState } from 'preact/hooks';
import { chatTexts } from '../../language/texts/chat.ts';
import { deviceTexts } from '../../language/texts/devices.ts';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useMicrophoneState } from '../devices/useMicrophoneState.ts';
import { useStore } from '../useStore.ts';

const SEEN_MS = 6_000;

export function Announcer({ session }: { session: MeetingSession }) {
  const room = useTexts(roomTexts);
  const devices = useTexts(deviceTexts);
  const chat = useTexts(chatTexts);
  const announcement = useStore(session.meeting, (state) => state.announcement);
  const message = useStore(session.chat.store, (state) => state.latest);
  const isMicrophoneOn = useMicrophoneState(session) === 'on';
  const isCameraOn = useStore(session.localMedia, (state) => state.camera.type === 'on');
  const [told, setTold] = useState({ number: 0, words: '', isSeen: false });
  const tell = (words: string, isSeen = false) =>
    setTold(({ number }) => ({ number: number + 1, words, isSeen }));

  useOnChange(() => {
    if (announcement === undefined) return;
    // Who knocks is also shown in a notice.
    const isSeen = announcement.type !== 'knocked';
    tell(room[announcement.type]({ name: announcement.name }), isSeen);
  }, announcement?.number);
  useOnChange(() => {
    if (!message) return;
    const words = message.isPrivate ? chat.newPrivate : chat.newFromTo;
    tell(words({ name: message.fromName }), true);
  }, message?.id);
  useOnChange(
    () => tell(isMicrophoneOn ? devices.microphoneIsOn : devices.microphoneIsOff),
    isMicrophoneOn,
  );
  useOnChange(() => tell(isCameraOn ? devices.cameraIsOn : devices.cameraIsOff), isCameraOn);

  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    setIsSeen(told.isSeen);
    const timer = setTimeout(() => setIsSeen(false), SEEN_MS);
    return () => clearTimeout(timer);
  }, [told.number]);

  return (
    <output class={isSeen ? 'toast' : 'visually-hidden'} aria-live="polite">
      {/* A new element each time, so that a repeated text is read out again. */}
      <span key={told.number}>{told.words}</span>
    </output>
  );
}

/** Runs when the value changes, not for the initial one. */
function useOnChange(run: () => void, value: unknown): void {
  const last = useRef(value);
  useEffect(() => {
    if (Object.is(last.current, value)) return;
    last.current = value;
    run();
  }, [value]);
}
