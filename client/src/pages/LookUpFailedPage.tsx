// Says why the meeting cannot be joined, and what to do instead.
import { problemTexts } from '../language/texts/problem.ts';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { useTexts } from '../language/useTexts.ts';
import type { MeetingStore } from '../session/meetingStore.ts';
import type { JoinProblem } from '../session/sessionState.ts';
import { CardPage } from '../parts/CardPage.tsx';
import { PhoneHint } from '../parts/PhoneHint.tsx';

export interface LookUpFailedPageProps {
  problem: JoinProblem;
  /** The meeting, if it was found but this browser cannot join it. */
  meeting?: MeetingStore;
  onTryAgain?: () => void;
}

export function LookUpFailedPage({ problem, meeting, onTryAgain }: LookUpFailedPageProps) {
  const t = useTexts(problemTexts);
  const common = useTexts(everywhereTexts);
  // Another try does not help with an unknown call ID or an unsupported browser.
  const canTryAgain = problem !== 'callIdUnknown' && problem !== 'browserUnsupported';
  return (
    <CardPage title={t[`${problem}Title`]}>
      <p>{t[problem]}</p>
      {meeting && <PhoneHint meeting={meeting} />}
      <div class="buttons">
        {canTryAgain && onTryAgain && (
          <button type="button" class="button" onClick={onTryAgain}>
            {common.tryAgain}
          </button>
        )}
        <a class={`button ${problem === 'callIdUnknown' ? '' : 'is-plain'}`} href="/call-id">
          {t.otherCallId}
        </a>
      </div>
    </CardPage>
  );
}
