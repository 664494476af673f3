// One quiet line: whether everybody sees and hears this person, and if not, who should do what.
import { CircleCheck, Info, TriangleAlert } from 'lucide';
import { useState } from 'preact/hooks';
import { checkTexts } from '../../language/texts/check.ts';
import { useTexts } from '../../language/useTexts.ts';
import { judge, type Judgement } from '../../session/receptionCheck.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { faultyDevices } from '../devices/deviceTrouble.ts';
import { useIsAudioByPhone, useMicrophoneState } from '../devices/useMicrophoneState.ts';
import { Icon } from '../Icon.tsx';
import { useChunk } from '../useChunk.ts';
import { useStore } from '../useStore.ts';

const loadHelp = async () => (await import('../devices/DeviceHelpDialog.tsx')).DeviceHelpDialog;

export function CheckLine({ session }: { session: MeetingSession }) {
  const t = useTexts(checkTexts);
  const others = useStore(session.meeting, (state) => state.others);
  const reports = useStore(session.receptionReports, (state) => state.reports);
  const sound = useMicrophoneState(session) === 'on';
  const picture = useStore(session.localMedia, (state) => state.camera.type === 'on');
  const isByPhone = useIsAudioByPhone(session);
  const faulty = useStore(session.localMedia, (state) => faultyDevices(state, isByPhone));
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const Help = useChunk(loadHelp, isHelpOpen);
  // What was true before contact was lost may be so no longer.
  const isInContact = useStore(
    session.meeting,
    ({ sessionState }) => sessionState.type === 'inMeeting' && !sessionState.isSignallingLost,
  );
  const judgement: Judgement = isInContact
    ? judge(others, reports, { sound, picture })
    : { type: 'unknown' };
  const isFault = faulty !== undefined || judgement.type === 'fault';
  const words = wordsOf(judgement, t);
  // A check mark would approve of being neither seen nor heard.
  const icon = judgement.type === 'neither' ? Info : CircleCheck;
  return (
    <>
      <output class={`room-check ${isFault ? 'is-fault' : ''}`}>
        {(faulty ?? words) && <Icon node={isFault ? TriangleAlert : icon} />}
        {faulty === undefined ? (
          words
        ) : (
          <button
            type="button"
            class="room-check-button"
            aria-haspopup="dialog"
            onClick={() => setIsHelpOpen(true)}
          >
            {t[`${faulty}Fails`]}
          </button>
        )}
      </output>
      {isHelpOpen && Help && <Help session={session} onClose={() => setIsHelpOpen(false)} />}
    </>
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
