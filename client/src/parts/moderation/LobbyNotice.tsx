// For conveners: who is waiting to be let in, or that the meeting is locked.
import { moderationTexts } from '../../language/texts/moderation.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Notice } from '../Notice.tsx';
import { useStore } from '../useStore.ts';
import { useModeration } from './useModeration.ts';

export function LobbyNotice({ session }: { session: MeetingSession }) {
  const t = useTexts(moderationTexts);
  const lobby = useStore(session.meeting, (state) => state.lobby);
  const isLocked = useStore(session.meeting, (state) => state.isLocked);
  const { hasFailed, tell } = useModeration(session);
  if (lobby.length === 0) {
    if (!isLocked) return null;
    return (
      <Notice tone="calm">
        <p>{t.isLocked}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="calm" title={t.lobby}>
      {lobby.some(({ isUnchecked }) => isUnchecked) && <p>{t.unchecked}</p>}
      <ul class="lobby-list">
        {lobby.map(({ id, name, profession }) => (
          <li key={id}>
            <span class="lobby-name">
              <strong>{name}</strong> {profession && <span class="soft">{profession}</span>}
            </span>
            <button
              type="button"
              class="button"
              aria-label={t.letInWhom({ name })}
              onClick={() => tell('admit', { participantId: id })}
            >
              {t.letIn}
            </button>
            <button
              type="button"
              class="button is-plain"
              aria-label={t.turnAwayWhom({ name })}
              onClick={() => tell('deny', { participantId: id })}
            >
              {t.deny}
            </button>
          </li>
        ))}
      </ul>
      {hasFailed && <p role="alert">{t.failed}</p>}
    </Notice>
  );
}
