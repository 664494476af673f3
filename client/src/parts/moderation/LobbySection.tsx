// The lobby, for conveners: who waits and how they came, letting them in one by one or all, and a word to them.
import type { LobbyGuest } from '@distansmote/shared/signalling/shapes.ts';
import { X } from 'lucide';
import { moderationTexts } from '../../language/texts/moderation.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { IconButton } from '../IconButton.tsx';
import { useRoleWords } from '../useRoleWords.ts';
import { useStore } from '../useStore.ts';
import { LobbyWord } from './LobbyWord.tsx';
import { useModeration } from './useModeration.ts';

/** Nothing speaks against letting them in unseen. */
const isPlain = ({ isUnchecked, wasRemoved }: LobbyGuest) => !isUnchecked && !wasRemoved;

export function LobbySection({ session }: { session: MeetingSession }) {
  const t = useTexts(moderationTexts);
  const lobby = useStore(session.meeting, (state) => state.lobby);
  const { hasFailed, tell } = useModeration(session);
  if (lobby.length === 0) return null;
  const plain = lobby.filter(isPlain);
  return (
    <section class="lobby">
      <div class="lobby-header">
        <h3>{t.waiting(lobby.length)}</h3>
        {plain.length > 1 && (
          <button
            type="button"
            class="button person-button"
            onClick={() => {
              for (const { id } of plain) tell('admit', { participantId: id });
            }}
          >
            {plain.length === lobby.length ? t.letInAll : t.letInOthers(plain.length)}
          </button>
        )}
      </div>
      {lobby.some(({ isUnchecked }) => isUnchecked) && <p class="lobby-caution">{t.unchecked}</p>}
      <ul class="panel-list">
        {lobby.map((guest) => (
          <li class="person" key={guest.id}>
            <span class="person-words">
              <span class="person-name">
                <bdi>{guest.name}</bdi>
              </span>
              <LobbyGuestMore guest={guest} />
            </span>
            <button
              type="button"
              class={`button person-button ${isPlain(guest) && plain.length === 1 ? '' : 'is-plain'}`}
              aria-label={t.letInWhom({ name: guest.name })}
              onClick={() => tell('admit', { participantId: guest.id })}
            >
              {t.letIn}
            </button>
            <IconButton
              icon={X}
              label={t.turnAwayWhom({ name: guest.name })}
              title={t.deny}
              onClick={() => tell('deny', { participantId: guest.id })}
            />
          </li>
        ))}
      </ul>
      {lobby.some(({ kind, isUnchecked }) => kind === 'browser' && !isUnchecked) && (
        <LobbyWord session={session} hasCallers={lobby.some(({ kind }) => kind !== 'browser')} />
      )}
      {hasFailed && <p role="alert">{t.failed}</p>}
    </section>
  );
}

function LobbyGuestMore({ guest }: { guest: LobbyGuest }) {
  const t = useTexts(moderationTexts);
  const { kind, profession, role, companions, hasLink, isUnchecked, wasRemoved } = guest;
  const byBrowser = isUnchecked ? t.uncheckedNumber : hasLink ? t.byLink : t.byNumber;
  const came = { browser: byBrowser, phone: t.byPhone, room: t.byRoom }[kind];
  const together = companions?.length ? t.together({ names: companions.join(', ') }) : '';
  const who = useRoleWords(role, [profession, together].filter(Boolean).join(', '));
  return (
    <span class="soft person-more lobby-more" title={[who, came].filter(Boolean).join(', ')}>
      {wasRemoved && <strong class="lobby-removed">{t.wasRemoved},</strong>}{' '}
      {who && <span class="lobby-who">{who},</span>} <span>{came}</span>
    </span>
  );
}
