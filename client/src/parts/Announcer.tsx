// Tells screen readers politely who comes and goes, and what one's own devices now do.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { LocalMediaStore } from '../media/localMediaStore.ts';
import type { MeetingStore } from '../meeting/meetingStore.ts';
import { deviceTexts } from '../language/texts/devices.ts';
import { roomTexts } from '../language/texts/room.ts';
import { useTexts } from '../language/useTexts.ts';
import { useStore } from './useStore.ts';

interface AnnouncerProps {
  meeting: MeetingStore;
  localMedia: LocalMediaStore;
}

export function Announcer({ meeting, localMedia }: AnnouncerProps) {
  const room = useTexts(roomTexts);
  const devices = useTexts(deviceTexts);
  const announcement = useStore(meeting, (state) => state.announcement);
  const isMicrophoneOn = useStore(localMedia, (state) => state.microphone.is === 'on');
  const isCameraOn = useStore(localMedia, (state) => state.camera.is === 'on');
  const [told, setTold] = useState({ number: 0, words: '' });
  const tell = (words: string) => setTold(({ number }) => ({ number: number + 1, words }));

  useOnChange(() => {
    if (announcement) tell(room[announcement.what]({ name: announcement.name }));
  }, announcement?.number);
  useOnChange(
    () => tell(isMicrophoneOn ? devices.microphoneIsOn : devices.microphoneIsOff),
    isMicrophoneOn,
  );
  useOnChange(() => tell(isCameraOn ? devices.cameraIsOn : devices.cameraIsOff), isCameraOn);

  return (
    <output class="visually-hidden" aria-live="polite">
      {/* A new element each time, so that the same words twice are both told. */}
      <span key={told.number}>{told.words}</span>
    </output>
  );
}

/** Runs when the value changes, not for the one it has from the start. */
function useOnChange(run: () => void, value: unknown): void {
  const last = useRef(value);
  useEffect(() => {
    if (Object.is(last.current, value)) return;
    last.current = value;
    run();
  }, [value]);
}
