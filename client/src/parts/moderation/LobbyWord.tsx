// A word to everybody in the lobby: a line to write in, behind its own button.
import { LOBBY_WORD_MAX_LENGTH } from '@distansmote/shared/signalling/messageLimits.ts';
import { MessageSquare, SendHorizontal } from 'lucide';
import { useId, useState } from 'preact/hooks';
import { moderationTexts } from '../../language/texts/moderation.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Icon } from '../Icon.tsx';

interface LobbyWordProps {
  session: MeetingSession;
  /** Somebody waits who can't read. */
  hasCallers: boolean;
}

export function LobbyWord({ session, hasCallers }: LobbyWordProps) {
  const t = useTexts(moderationTexts);
  const id = useId();
  const [stage, setStage] = useState<'closed' | 'writing' | 'told' | 'failed'>('closed');
  const [text, setText] = useState('');
  const isWriting = stage === 'writing' || stage === 'failed';
  const send = (event: Event) => {
    event.preventDefault();
    if (text.trim() === '') return;
    session.moderate('tellLobby', { text }).then(
      () => {
        setText('');
        setStage('told');
      },
      () => setStage('failed'),
    );
  };
  return (
    <div class="lobby-word">
      {!isWriting && (
        <button type="button" class="button is-quiet" onClick={() => setStage('writing')}>
          <Icon node={MessageSquare} />
          {t.tellLobby}
        </button>
      )}
      {isWriting && (
        <form onSubmit={send}>
          <label for={id}>{t.tellLobby}</label>
          {hasCallers && <p class="field-hint">{t.tellLobbyHint}</p>}
          <div class="lobby-word-line">
            <input
              id={id}
              type="text"
              maxLength={LOBBY_WORD_MAX_LENGTH}
              autocomplete="off"
              value={text}
              ref={focusOnce}
              onInput={(event) => setText(event.currentTarget.value)}
            />
            <button type="submit" class="button icon-button" aria-label={t.send} title={t.send}>
              <Icon node={SendHorizontal} />
            </button>
          </div>
        </form>
      )}
      <output>{stage === 'told' && t.tellLobbyDone}</output>
      {stage === 'failed' && <p role="alert">{t.failed}</p>}
    </div>
  );
}

const focusOnce = (field: HTMLInputElement | null) => field?.focus();
