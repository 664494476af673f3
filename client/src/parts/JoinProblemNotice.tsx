// Why the join failed, above the form, and the telephone where it helps.
import { problemTexts } from '../language/texts/problem.ts';
import { useTexts } from '../language/useTexts.ts';
import type { MeetingStore } from '../session/meetingStore.ts';
import type { JoinProblem } from '../session/sessionState.ts';
import { Notice } from './Notice.tsx';
import { PhoneHint } from './PhoneHint.tsx';

/** For them a telephone is refused too, or does not help. */
const WITHOUT_PHONE: readonly JoinProblem[] = ['locked', 'meetingFull', 'removed', 'callIdUnknown'];

interface JoinProblemNoticeProps {
  problem: JoinProblem;
  meeting: MeetingStore;
}

export function JoinProblemNotice({ problem, meeting }: JoinProblemNoticeProps) {
  const t = useTexts(problemTexts);
  return (
    <Notice tone="fault" role="alert" title={t[`${problem}Title`]}>
      <p>{t[problem]}</p>
      {!WITHOUT_PHONE.includes(problem) && <PhoneHint meeting={meeting} />}
    </Notice>
  );
}
