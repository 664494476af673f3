// Says that this person's network is weak, and what helps.
import { AudioLines } from 'lucide';
import { dialInTexts } from '../../language/texts/dialIn.ts';
import { happeningTexts } from '../../language/texts/happening.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { DialInButton, useCanDialIn } from './DialInButton.tsx';
import { Icon } from '../Icon.tsx';
import { Notice } from '../Notice.tsx';
import { useIsAudioByPhone } from '../devices/useMicrophoneState.ts';
import { useStore } from '../useStore.ts';

interface ConnectionNoticeProps {
  session: MeetingSession;
  onClose: () => void;
}

export function ConnectionNotice({ session, onClose }: ConnectionNoticeProps) {
  const t = useTexts(dialInTexts);
  const happening = useTexts(happeningTexts);
  const isWeak = useStore(session.meeting, ({ me }) => me?.connection === 'poor');
  const isByPhone = useIsAudioByPhone(session);
  const arePicturesShown = useStore(session.meeting, ({ remoteVideo }) => remoteVideo === 'shown');
  const canDialIn = useCanDialIn(session);
  if (!isWeak || isByPhone || (!arePicturesShown && !canDialIn)) return null;
  return (
    <Notice tone="caution" title={t.weakTitle} onClose={onClose}>
      <p>{arePicturesShown ? t.weak : t.weakSound}</p>
      <div class="buttons">
        {arePicturesShown && (
          <button type="button" class="button" onClick={() => session.remoteVideo.setShown(false)}>
            <Icon node={AudioLines} />
            {happening.soundOnly}
          </button>
        )}
        <DialInButton session={session} />
      </div>
    </Notice>
  );
}
