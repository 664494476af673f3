// Plays a chime when somebody joins or leaves.
import { useEffect } from 'preact/hooks';
import type { MeetingStore } from '../../session/meetingStore.ts';
import { chime } from './chime.ts';

export function Chimes({ meeting }: { meeting: MeetingStore }) {
  useEffect(
    () =>
      meeting.subscribe(({ announcement }, before) => {
        if (announcement === undefined || announcement === before.announcement) return;
        if (announcement.type === 'handRaised' || announcement.type === 'signs') return;
        chime(['joined', 'knocked'].includes(announcement.type) ? 'joined' : 'left');
      }),
    [meeting],
  );
  return null;
}
