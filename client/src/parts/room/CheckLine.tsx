// One quiet line: whether everybody sees and hears this person, and if not, who should do what.
import { CircleCheck, TriangleAlert } from 'lucide';
import { checkTexts } from '../../language/texts/check.ts';
import { useTexts } from '../../language/useTexts.ts';
import { judge, type Judgement } from '../../session/receptionCheck.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useMicrophoneState } from '../devices/useMicrophoneState.ts';
import { Icon } from '../Icon.tsx';
import { useStore } from '../useStore.ts';

export function CheckLine({ session }: { session: MeetingSession }) {
  const t = useTexts(checkTexts);
  const others = useStore(session.meeting, (state) => state.others);
  const reports = useStore(session.receptionReports, (state) => state.reports);
  const sound = useMicrophoneState(session) === 'on';
  const picture = useStore(session.localMedia, (state) => state.camera.type === 'on');
  const judgement = judge(others, reports, { sound, picture });
  const isFault = judgement.type === 'fault';
  const words = wordsOf(judgement, t);
  return (
    <output class={`room-check ${isFault ? 'is-fault' : ''}`}>
      {words && <Icon node={isFault ? TriangleAlert : CircleCheck} />}
      {words}
    </output>
  );
}

function wordsOf(judgement: Judgement, t: ReturnType<typeof checkTexts.get>): string {
  switch (judgement.type) {
    case 'unknown':
      return '';
    case 'fault':
      return t[judgement.fault]({ name: judgement.name });
    case 'heardWithoutTile':
      return t.heardWithoutTile({ name: judgement.name });
    default:
      return t[judgement.type];
  }
}
