// Says that one's own network is weak, and what helps.
import { AudioLines } from 'lucide';
import { ownPhoneTexts } from '../../language/texts/ownPhone.ts';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { CallInsteadButton, useCanCallInstead } from './CallInsteadButton.tsx';
import { Icon } from '../Icon.tsx';
import { Notice } from '../Notice.tsx';
import { useStore } from '../useStore.ts';

export function ConnectionNotice({ session }: { session: MeetingSession }) {
  const t = useTexts(ownPhoneTexts);
  const room = useTexts(roomTexts);
  const isWeak = useStore(
    session.meeting,
    ({ me, linkedPhone }) => me?.connection === 'poor' && linkedPhone === null,
  );
  const arePicturesShown = useStore(session.meeting, ({ pictures }) => pictures === 'shown');
  const canCallInstead = useCanCallInstead(session);
  if (!isWeak || (!arePicturesShown && !canCallInstead)) return null;
  return (
    <Notice tone="caution" title={t.weakTitle}>
      <p>{arePicturesShown ? t.weak : t.weakSound}</p>
      <div class="buttons">
        {arePicturesShown && (
          <button type="button" class="button" onClick={() => session.pictures.setShown(false)}>
            <Icon node={AudioLines} />
            {room.soundOnly}
          </button>
        )}
        <CallInsteadButton session={session} />
      </div>
    </Notice>
  );
}
