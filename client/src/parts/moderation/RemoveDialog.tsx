// Asks before somebody is removed, and whether the meeting is to be locked at the same time.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { ParticipantKind } from '@distansmote/shared/signalling/shapes.ts';
import { moderationTexts } from '../../language/texts/moderation.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { useStore } from '../useStore.ts';
import type { Moderation } from './useModeration.ts';

interface RemoveDialogProps {
  session: MeetingSession;
  id: ParticipantId;
  kind: ParticipantKind;
  name: string;
  /** Of whoever shows this: knows whether it failed, after the dialog has gone. */
  moderation: Moderation;
  onClose: () => void;
}

export function RemoveDialog({
  session,
  id: participantId,
  kind,
  name,
  moderation,
  onClose,
}: RemoveDialogProps) {
  const t = useTexts(moderationTexts);
  const { ask, tell } = moderation;
  const isLocked = useStore(session.meeting, (state) => state.isLocked);
  const remove = (isBlocked = false) => {
    // Before the answer there may be the notice that they have left.
    session.meeting.setState({ removedByMe: participantId });
    ask('removeParticipant', { participantId, isBlocked }).catch(() =>
      session.meeting.setState({ removedByMe: undefined }),
    );
  };
  // A phone is kept out by its number anyway, a room system by its address.
  const what =
    kind !== 'browser' ? t.removeWhat : isLocked ? t.removeLockedWhat : t.removeBrowserWhat;
  return (
    <ConfirmDialog
      question={{
        title: t.removeTitle({ name }),
        what: what({ name }),
        confirm: t.removeOnly,
        keep: t.cancel,
        isDestructive: true,
        onConfirm: () => remove(),
        ...(kind === 'browser' &&
          !isLocked && {
            or: {
              confirm: t.removeAndLock,
              onConfirm() {
                // Locked first: there is no moment in which they could come back.
                tell('setLocked', { isLocked: true });
                remove(true);
              },
            },
          }),
      }}
      onClose={onClose}
    />
  );
}
