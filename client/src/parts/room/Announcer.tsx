// Announces arrivals, departures, hands, messages and device changes: politely to screen readers, and as a toast.
import { useEffect, useRef, useState } from 'preact/hooks';
import { deviceTexts } from '../../language/texts/devices.ts';
import { happeningTexts } from '../../language/texts/happening.ts';
import { nameWithRole, roleWords } from '../../language/roleWords.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingState } from '../../session/meetingStore.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useMicrophoneState } from '../devices/useMicrophoneState.ts';
import { useStore } from '../useStore.ts';
import { Toast } from './Toast.tsx';

type Shown = 'people' | 'messages';

/** Numbers of announcements. Somebody may come before this part of the room has. */
const toldUpTo = new WeakMap<MeetingSession, number>();

interface AnnouncerProps {
  session: MeetingSession;
  /** What a press on a toast shows. */
  onShow: (what: Shown) => void;
  isInert: boolean;
}

export function Announcer({ session, onShow, isInert }: AnnouncerProps) {
  const happening = useTexts(happeningTexts);
  const devices = useTexts(deviceTexts);
  const announcement = useStore(session.meeting, (state) => state.announcement);
  const fromConvener = useStore(session.meeting, (state) => state.fromConvener);
  const message = useStore(session.chat.store, (state) => state.latest);
  const isMicrophoneOn = useMicrophoneState(session) === 'on';
  const isCameraOn = useStore(session.localMedia, (state) => state.camera.type === 'on');
  const [told, setTold] = useState({ number: 0, words: '' });
  const [toast, setToast] = useState<{ number: number; words: string; shows: Shown }>();
  const say = (words: string) => setTold(({ number }) => ({ number: number + 1, words }));
  const show = (words: string, shows: Shown) =>
    setToast((before) => ({ number: (before?.number ?? 0) + 1, words, shows }));

  useEffect(() => {
    if (announcement === undefined || announcement.number <= (toldUpTo.get(session) ?? 0)) return;
    const { number, type, name, role } = announcement;
    toldUpTo.set(session, number);
    const words = happening[type]({ name: nameWithRole(name, role) });
    say(words);
    // Who knocks is shown over the pictures, and who signs in a large one.
    if (type !== 'knocked' && type !== 'signs') show(words, 'people');
  }, [announcement?.number]);
  useOnChange(() => {
    // What is asked for is in a notice.
    if (fromConvener === undefined || fromConvener.type === 'soundAsked') return;
    const words = wordsOf(happening, fromConvener);
    say(words);
    show(words, 'people');
  }, fromConvener);
  useOnChange(() => {
    if (!message) return;
    const words = happening[message.isPrivate ? 'newPrivateMessage' : 'newMessage']({
      name: message.fromName,
    });
    say(words);
    show(words, 'messages');
  }, message?.id);
  useOnChange(
    () => say(isMicrophoneOn ? devices.microphoneIsOn : devices.microphoneIsOff),
    isMicrophoneOn,
  );
  useOnChange(() => say(isCameraOn ? devices.cameraIsOn : devices.cameraIsOff), isCameraOn);

  return (
    <>
      <output class="visually-hidden" aria-live="polite">
        {/* A new element each time, so that a repeated text is read out again. */}
        <span key={told.number}>{told.words}</span>
      </output>
      {toast && (
        <Toast
          key={toast.number}
          words={toast.words}
          onPress={() => onShow(toast.shows)}
          onGone={() => setToast(undefined)}
          isInert={isInert}
        />
      )}
    </>
  );
}

function wordsOf(
  t: ReturnType<typeof happeningTexts.get>,
  word: Exclude<NonNullable<MeetingState['fromConvener']>, { type: 'soundAsked' }>,
): string {
  const { by: name } = word;
  if (word.type !== 'roleGiven') return t[word.type]({ name });
  return word.role === null
    ? t.roleTaken({ name })
    : t.roleGiven({ name, role: roleWords(word.role) });
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
