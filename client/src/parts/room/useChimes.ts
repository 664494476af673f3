// Plays a chime when somebody joins or leaves, unless chimes are turned off.
import { useEffect, useState } from 'preact/hooks';
import type { MeetingStore } from '../../session/meetingStore.ts';
import { chime } from './chime.ts';
import { readRemembered, remember } from '../../platform/rememberedSettings.ts';

/** @returns whether they are played, and the setter; the choice is remembered. */
export function useChimes(meeting: MeetingStore): [boolean, (plays: boolean) => void] {
  const [plays, setPlays] = useState(() => readRemembered('chimes') !== 'off');
  useEffect(() => {
    if (!plays) return undefined;
    return meeting.subscribe(({ announcement }, before) => {
      if (announcement === undefined || announcement === before.announcement) return;
      if (announcement.type === 'handRaised') return;
      chime(['joined', 'knocked'].includes(announcement.type) ? 'joined' : 'left');
    });
  }, [meeting, plays]);
  return [
    plays,
    (chosen) => {
      setPlays(chosen);
      remember('chimes', chosen ? 'on' : 'off');
    },
  ];
}
