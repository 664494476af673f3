// What those who lead the meeting can do with one person: turn the microphone off, remove.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { MicOff, UserMinus } from 'lucide';
import { useState } from 'preact/hooks';
import { leadingTexts } from '../../language/texts/leading.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../meeting/meetingSession.ts';
import { Icon } from '../Icon.tsx';
import { ConfirmDialog } from '../staff/ConfirmDialog.tsx';
import { useLeading } from './useLeading.ts';

interface PersonToolsProps {
  session: MeetingSession;
  id: ParticipantId;
  name: string;
  isMicrophoneOff: boolean;
}

export function PersonTools({ session, id, name, isMicrophoneOff }: PersonToolsProps) {
  const t = useTexts(leadingTexts);
  const { hasFailed, tell } = useLeading(session);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <div class="person-tools">
      {!isMicrophoneOff && (
        <button
          type="button"
          class="button is-quiet"
          aria-label={t.muteWhom({ name })}
          onClick={() => tell('muteParticipant', { participantId: id })}
        >
          <Icon node={MicOff} />
          {t.mute}
        </button>
      )}
      <button
        type="button"
        class="button is-quiet"
        aria-label={t.removeWhom({ name })}
        onClick={() => setIsAsking(true)}
      >
        <Icon node={UserMinus} />
        {t.remove}
      </button>
      {hasFailed && <p role="alert">{t.failed}</p>}
      {isAsking && (
        <ConfirmDialog
          question={{
            title: t.removeTitle({ name }),
            what: t.removeWhat({ name }),
            confirm: t.remove,
            keep: t.keepPerson,
            isDestructive: true,
            onConfirm: () => tell('removeParticipant', { participantId: id }),
          }}
          onClose={() => setIsAsking(false)}
        />
      )}
    </div>
  );
}
