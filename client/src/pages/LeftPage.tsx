// After the meeting: why it ended for this person, and how to join again if possible.
import { useState } from 'preact/hooks';
import { dateTime } from '../language/dateTime.ts';
import { endingTexts } from '../language/texts/ending.ts';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { problemTexts } from '../language/texts/problem.ts';
import { unbrokenDigits } from '../language/unbroken.ts';
import { useTexts } from '../language/useTexts.ts';
import type { MeetingStore } from '../session/meetingStore.ts';
import type { EndReason } from '../session/sessionState.ts';
import { CardPage } from '../parts/CardPage.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PhoneHint } from '../parts/PhoneHint.tsx';
import { useChunk } from '../parts/useChunk.ts';
import { useStore } from '../parts/useStore.ts';

const loadReminder = async () => (await import('../parts/DeleteReminder.tsx')).DeleteReminder;

interface LeftPageProps {
  meeting: MeetingStore;
  reason: EndReason;
  onJoinAgain: () => void;
}

export function LeftPage({ meeting, reason, onJoinAgain }: LeftPageProps) {
  const t = { ...useTexts(problemTexts), ...useTexts(endingTexts) };
  const common = useTexts(everywhereTexts);
  const {
    meetingName: name,
    callId,
    isPhoneLeftBehind,
    areOthersLeftBehind,
  } = useStore(meeting, (state) => state);
  const isConvener = useStore(meeting, (state) => state.me?.isConvener === true);
  const [isDeleted, setIsDeleted] = useState(false);
  const isReminded = (reason === 'left' || reason === 'endedByMe') && isConvener;
  const Reminder = useChunk(loadReminder, isReminded);
  const [time] = useState(() => dateTime(new Date().toISOString()));
  const isMine = reason === 'endedByMe' || reason === 'deletedByMe';
  const canJoinAgain =
    !['spaceDeleted', 'endedByConvener', 'removed'].includes(reason) && !isMine && !isDeleted;
  const words =
    reason === 'deletedByMe'
      ? t.deletedByMe({ name, callId: unbrokenDigits(callId), time })
      : t[reason];
  const buttons = (
    <div class="buttons">
      {canJoinAgain && (
        <button
          type="button"
          class={`button ${isReminded ? 'is-plain' : ''}`}
          onClick={onJoinAgain}
        >
          {t.joinAgain}
        </button>
      )}
      {(isMine || isReminded) && (
        <a class={`button ${isReminded ? 'is-plain' : ''}`} href="/spaces">
          {t.toSpaces}
        </a>
      )}
      {!isReminded && (
        <a class={`button ${canJoinAgain || isMine ? 'is-plain' : ''}`} href="/">
          {common.toStart}
        </a>
      )}
    </div>
  );
  return (
    <CardPage
      title={t[`${reason}Title`]}
      subtitle={isReminded ? words : ''}
      after={isReminded && buttons}
    >
      {!isReminded && <p>{words}</p>}
      {isPhoneLeftBehind && (
        <Notice tone="caution">
          <p>{t.phoneLeftBehind}</p>
        </Notice>
      )}
      {reason === 'connectionLost' && <PhoneHint meeting={meeting} />}
      {Reminder && (
        <Reminder
          callId={callId}
          name={name}
          isOver={reason === 'endedByMe' || !areOthersLeftBehind}
          onDeleted={() => setIsDeleted(true)}
        />
      )}
      {!isReminded && buttons}
    </CardPage>
  );
}
