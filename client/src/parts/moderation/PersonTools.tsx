// What a convener can do with one person: mute, rename a caller, remove.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { ParticipantKind } from '@distansmote/shared/signalling/shapes.ts';
import { MicOff, Pencil, UserMinus } from 'lucide';
import { useState } from 'preact/hooks';
import { moderationTexts } from '../../language/texts/moderation.ts';
import { useTexts } from '../../language/useTexts.ts';
import { namesItself } from '../../session/capabilities.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Icon } from '../Icon.tsx';
import { ConfirmDialog } from '../staff/ConfirmDialog.tsx';
import { RenameDialog } from './RenameDialog.tsx';
import { useModeration } from './useModeration.ts';

interface PersonToolsProps {
  session: MeetingSession;
  id: ParticipantId;
  kind: ParticipantKind;
  name: string;
  isMicrophoneOff: boolean;
}

export function PersonTools({ session, id, kind, name, isMicrophoneOff }: PersonToolsProps) {
  const t = useTexts(moderationTexts);
  const { hasFailed, tell } = useModeration(session);
  const [isAsking, setIsAsking] = useState(false);
  const [isRenaming, setIsRenaming] = useState(false);
  const removeWhat = { browser: t.removeOrBlockWhat, phone: t.removeWhat, room: t.removeRoomWhat }[
    kind
  ];
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
      {!namesItself(kind) && (
        <button
          type="button"
          class="button is-quiet"
          aria-label={t.renameWhom({ name })}
          onClick={() => setIsRenaming(true)}
        >
          <Icon node={Pencil} />
          {t.rename}
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
      {isRenaming && (
        <RenameDialog
          name={name}
          isRoom={kind === 'room'}
          onRename={(newName) => tell('renameParticipant', { participantId: id, name: newName })}
          onClose={() => setIsRenaming(false)}
        />
      )}
      {isAsking && (
        <ConfirmDialog
          question={{
            title: t.removeTitle({ name }),
            what: removeWhat({ name }),
            confirm: t.remove,
            keep: t.keepPerson,
            isDestructive: true,
            onConfirm: () => tell('removeParticipant', { participantId: id }),
            // A phone is blocked by its number anyway, a room system by its address.
            ...(kind === 'browser' && {
              or: {
                confirm: t.block,
                onConfirm: () => tell('removeParticipant', { participantId: id, isBlocked: true }),
              },
            }),
          }}
          onClose={() => setIsAsking(false)}
        />
      )}
    </div>
  );
}
