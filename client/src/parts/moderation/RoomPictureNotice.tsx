// For conveners: which room systems see less than the meeting and why, and for a while that they see all of it again.
import type { PictureLimit } from '@distansmote/shared/signalling/shapes.ts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { roomPictureTexts } from '../../language/texts/roomPicture.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import type { RemoteParticipant } from '../../session/meetingStore.ts';
import { Notice } from '../Notice.tsx';
import { useStore } from '../useStore.ts';

const OVER_MS = 15_000;
const LIMITS: readonly PictureLimit[] = ['failed', 'tooManyRooms', 'overloaded', 'oneTile'];

export function RoomPictureNotice({ session }: { session: MeetingSession }) {
  const t = useTexts(roomPictureTexts);
  const others = useStore(session.meeting, (state) => state.others);
  const isOver = useIsOver(others);
  const limited = LIMITS.flatMap((limit) => {
    const names = others.filter(({ pictureLimit }) => pictureLimit === limit);
    return names.length === 0 ? [] : [{ limit, names: names.map(({ name }) => name).join(', ') }];
  });
  if (limited.length === 0 && !isOver) return null;
  return (
    <Notice tone="calm">
      {limited.map(({ limit, names }) => (
        <p key={limit}>{t[limit]({ names })}</p>
      ))}
      {isOver && <p>{t.isOver}</p>}
    </Notice>
  );
}

/** Whether the server manages everything again, in rooms that are still there. */
function useIsOver(others: readonly RemoteParticipant[]): boolean {
  const before = useRef<RemoteParticipant[]>([]);
  const [isOver, setIsOver] = useState(false);
  const slow = others.filter(
    ({ pictureLimit }) => pictureLimit === 'overloaded' || pictureLimit === 'oneTile',
  );
  useEffect(() => {
    const recovered = before.current.some((one) =>
      others.some(({ id, pictureLimit }) => id === one.id && pictureLimit === undefined),
    );
    before.current = slow;
    if (slow.length > 0) setIsOver(false);
    else if (recovered) setIsOver(true);
  }, [others]);
  useEffect(() => {
    if (!isOver) return;
    const timer = setTimeout(() => setIsOver(false), OVER_MS);
    return () => clearTimeout(timer);
  }, [isOver]);
  return isOver;
}
