// Those whom the meeting rings, or has rung in vain, for conveners: what has come of each, and what can be done.
import type { RungCall } from '@distansmote/shared/signalling/ringing.ts';
import { Grid3x3, X } from 'lucide';
import { useState } from 'preact/hooks';
import { ringingTexts } from '../../language/texts/ringing.ts';
import { useStaffLanguage } from '../../language/useStaffLanguage.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { IconButton } from '../IconButton.tsx';
import { useModeration } from '../moderation/useModeration.ts';
import { useRoleWords } from '../useRoleWords.ts';
import { KeypadDialog } from './KeypadDialog.tsx';
import { ringProblemOf } from './ringProblem.ts';
import { hasEnded, stateWords } from './ringStates.ts';

interface RingingSectionProps {
  session: MeetingSession;
  calls: readonly RungCall[];
}

export function RingingSection({ session, calls }: RingingSectionProps) {
  const t = useTexts(ringingTexts);
  useStaffLanguage();
  // Whoever has come in is in the list of people, with the same tools.
  const shown = calls.filter(({ state }) => state !== 'entered');
  if (shown.length === 0) return null;
  return (
    <section class="ringing">
      <h3 class="panel-heading">{t.calls}</h3>
      <ul class="panel-list">
        {shown.map((call) => (
          <RungRow key={call.id} session={session} call={call} />
        ))}
      </ul>
    </section>
  );
}

function RungRow({ session, call }: { session: MeetingSession; call: RungCall }) {
  const t = useTexts(ringingTexts);
  const { ask, tell } = useModeration(session);
  const [isKeying, setIsKeying] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { id: ringId, name, to, state, role, isOwnPhone } = call;
  const roleWords = useRoleWords(role);
  const isOver = hasEnded(call);
  const cancel = () => tell('cancelRing', { ringId });
  const again = () => {
    setProblem(undefined);
    ask('ringAgain', { ringId }).catch((error: unknown) =>
      setProblem(t[ringProblemOf(error).text]),
    );
  };
  return (
    <li class={`person ${isOver ? 'is-over' : ''}`}>
      <span class="person-words">
        <span class="person-name">
          <bdi>{name}</bdi>
        </span>
        <span class="soft person-more ring-more">
          {roleWords !== '' && <span>{roleWords}</span>}
          <span class="ring-state">{stateWords(t, state)}</span>
          <span>
            {isOwnPhone && `${t.ownPhone} `}
            <bdi dir="ltr">{to.replace(/^sip:/, '')}</bdi>
          </span>
        </span>
        {problem !== undefined && (
          <span class="ring-problem" role="alert">
            {problem}
          </span>
        )}
      </span>
      {state === 'answered' && !isOwnPhone && (
        <IconButton
          icon={Grid3x3}
          label={t.keypadFor({ name })}
          title={t.keypad}
          onClick={() => setIsKeying(true)}
        />
      )}
      {isOver ? (
        <>
          <button
            type="button"
            class="button is-plain person-button"
            aria-label={t.againWhom({ name })}
            onClick={again}
          >
            {t.again}
          </button>
          <IconButton icon={X} label={t.forgetWhom({ name })} title={t.forget} onClick={cancel} />
        </>
      ) : (
        <button
          type="button"
          class="button is-plain person-button"
          aria-label={t.stopWhom({ name })}
          onClick={cancel}
        >
          {t.stop}
        </button>
      )}
      {isKeying && (
        <KeypadDialog session={session} call={call} onClose={() => setIsKeying(false)} />
      )}
    </li>
  );
}
