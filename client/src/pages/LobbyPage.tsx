// Waiting to be let in: who knows of it, and that nobody sees or hears the person meanwhile.
import { LoaderCircle } from 'lucide';
import { useEffect } from 'preact/hooks';
import { problemTexts } from '../language/texts/problem.ts';
import { lobbyTexts } from '../language/texts/lobby.ts';
import { unbrokenDigits } from '../language/unbroken.ts';
import { useTexts } from '../language/useTexts.ts';
import type { MeetingSession } from '../session/meetingSession.ts';
import { Icon } from '../parts/Icon.tsx';
import { Notice } from '../parts/Notice.tsx';
import { CardPage } from '../parts/CardPage.tsx';
import { PhoneHint } from '../parts/PhoneHint.tsx';
import { useStore } from '../parts/useStore.ts';
import { DeniedPage } from './DeniedPage.tsx';

/** How often the page asks whether its call ID can be checked by now: 300 pages at one address ask five times a second. */
const TRY_EVERY_MS = 60_000;

/** On the name page: why people with only the call ID have to be let in at the moment, and the faster way. */
export function UncheckedNumber() {
  const t = useTexts(lobbyTexts);
  return (
    <Notice tone="caution" title={t.uncheckedTitle}>
      <p>{t.unchecked}</p>
    </Notice>
  );
}

interface LobbyPageProps {
  session: MeetingSession;
  isConvenerThere: boolean;
}

function LobbyPage({ session, isConvenerThere }: LobbyPageProps) {
  const t = useTexts(lobbyTexts);
  const problem = useTexts(problemTexts);
  const { meetingName, callId, isNumberChecked } = useStore(session.meeting, (state) => state);
  useEffect(() => {
    if (isNumberChecked) return undefined;
    const trying = setInterval(session.tryAgain, TRY_EVERY_MS);
    return () => clearInterval(trying);
  }, [session, isNumberChecked]);
  const word = useStore(session.meeting, ({ sessionState }) =>
    sessionState.type === 'inLobby' ? sessionState.word : undefined,
  );
  const attended = isConvenerThere ? t.attended : t.unattended;
  return (
    // Whoever follows a link loses their place in the queue.
    <CardPage title={t.title} subtitle={meetingName} hasTestLink={false}>
      <output class="lobby-state">
        <Icon node={LoaderCircle} class="is-turning" />
        <span>
          {isNumberChecked ? attended : t.uncheckedState({ callId: unbrokenDigits(callId) })}
        </span>
      </output>
      {/* Filled while it is there, so that it is read out. */}
      <output class="lobby-told">
        {word && (
          <>
            <strong>{t.told({ name: word.by })}</strong> <bdi>{word.text}</bdi>
          </>
        )}
      </output>
      <p class="soft">{t.unseen}</p>
      {!isNumberChecked && (
        <div class="stack-tight">
          <h2>{t.nobodyComes}</h2>
          <p>{t.whatToDo}</p>
        </div>
      )}
      <PhoneHint meeting={session.meeting} />
      <div class="buttons">
        <button type="button" class="button is-plain" onClick={() => session.leave()}>
          {t.giveUp}
        </button>
        {!isNumberChecked && (
          <a class="button is-plain" href="/call-id">
            {problem.otherCallId}
          </a>
        )}
      </div>
    </CardPage>
  );
}

/** One chunk with the page that may follow, so that it is there when it is needed. */
export const lobbyPages = { LobbyPage, DeniedPage };
