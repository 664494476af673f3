// A convener asks for sound: nobody but the person can turn the microphone on.
import { Mic } from 'lucide';
import { peopleTexts } from '../../language/texts/people.ts';
import { happeningTexts } from '../../language/texts/happening.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useMicrophoneState } from '../devices/useMicrophoneState.ts';
import { Icon } from '../Icon.tsx';
import { Notice } from '../Notice.tsx';
import { useStore } from '../useStore.ts';

export function SoundAsked({ session }: { session: MeetingSession }) {
  const t = useTexts(peopleTexts);
  const happening = useTexts(happeningTexts);
  const word = useStore(session.meeting, (state) => state.fromConvener);
  const isOff = useMicrophoneState(session) !== 'on';
  if (word?.type !== 'soundAsked' || !isOff) return null;
  return (
    <Notice
      tone="caution"
      title={t.soundAsked({ name: word.by })}
      onClose={session.putAwayFromConvener}
    >
      <button type="button" class="button" onClick={() => session.microphone.toggle()}>
        <Icon node={Mic} />
        {happening.unmute}
      </button>
    </Notice>
  );
}
