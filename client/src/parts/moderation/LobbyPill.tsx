// Over the pictures, for conveners: who waits in the lobby, in one line; that the meeting is locked; whom it rings.
import { ChevronRight, DoorOpen, LockKeyhole } from 'lucide';
import { useState } from 'preact/hooks';
import { moderationTexts } from '../../language/texts/moderation.ts';
import { useStaffLanguage } from '../../language/useStaffLanguage.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Icon } from '../Icon.tsx';
import { useRoleWords } from '../useRoleWords.ts';
import { takeRingOnEntry } from '../ringing/ringOnEntry.ts';
import { useRingingParts } from '../ringing/useRingingParts.ts';
import { useStore } from '../useStore.ts';
import { useModeration } from './useModeration.ts';

interface LobbyPillProps {
  session: MeetingSession;
  onShowPeople: () => void;
}

export function LobbyPill(props: LobbyPillProps) {
  const { session, onShowPeople } = props;
  const t = useTexts(moderationTexts);
  const isLocked = useStore(session.meeting, (state) => state.isLocked);
  const isTaken = useStore(session.meeting, ({ lobby }) => lobby.length > 0) || isLocked;
  const ringing = useStore(session.meeting, (state) => state.ringing);
  const [personId, setPersonId] = useState(() =>
    takeRingOnEntry(session.meeting.getState().callId),
  );
  const ringingParts = useRingingParts(session, personId !== undefined);
  const [ringNews, setRingNews] = useState('');
  return (
    <>
      <output class="visually-hidden">{isLocked && t.isLocked}</output>
      {/* Before there is anything to tell: what comes with its words is not read out. */}
      <output class="visually-hidden">
        <span key={ringNews}>{ringNews}</span>
      </output>
      <DoorPill {...props} />
      {ringingParts && ringing && (
        <ringingParts.RingPill
          calls={ringing.calls}
          isHidden={isTaken}
          onNews={setRingNews}
          onShowPeople={onShowPeople}
        />
      )}
      {personId !== undefined && ringingParts && ringing?.mayRingUp && (
        <ringingParts.RingUpDialog
          session={session}
          mayRingRooms={ringing.mayRingRooms}
          personId={personId}
          onClose={() => setPersonId(undefined)}
        />
      )}
    </>
  );
}

function DoorPill({ session, onShowPeople }: LobbyPillProps) {
  const t = useTexts(moderationTexts);
  useStaffLanguage();
  const lobby = useStore(session.meeting, (state) => state.lobby);
  const isLocked = useStore(session.meeting, (state) => state.isLocked);
  const { hasFailed, tell } = useModeration(session);
  const [first] = lobby;
  const more = useRoleWords(first?.role, first?.profession);
  if (first === undefined) {
    if (!isLocked) return null;
    return (
      <div class="lobby-pill">
        <Icon node={LockKeyhole} />
        <span>{t.isLocked}</span>
        <button
          type="button"
          class="button is-quiet"
          onClick={() => tell('setLocked', { isLocked: false })}
        >
          {t.unlock}
        </button>
      </div>
    );
  }
  // What speaks against letting them in is told in the panel.
  const isAlone = lobby.length === 1 && !first.isUnchecked && !first.wasRemoved;
  return (
    <div class="lobby-pill">
      <Icon node={DoorOpen} />
      <button type="button" class="button is-quiet lobby-pill-words" onClick={onShowPeople}>
        {lobby.length === 1 ? (
          <span class="lobby-pill-who">
            <bdi>{t.oneWaits({ name: first.name })}</bdi>
            {first.wasRemoved ? (
              <span class="lobby-removed">{t.wasRemoved}</span>
            ) : (
              more && (
                <span class="soft" dir="auto">
                  {more}
                </span>
              )
            )}
          </span>
        ) : (
          t.waiting(lobby.length)
        )}
        {!isAlone && <Icon node={ChevronRight} />}
      </button>
      {isAlone && (
        <button
          type="button"
          class="button"
          aria-label={t.letInWhom({ name: first.name })}
          onClick={() => tell('admit', { participantId: first.id })}
        >
          {t.letIn}
        </button>
      )}
      {hasFailed && <span role="alert">{t.failed}</span>}
    </div>
  );
}
