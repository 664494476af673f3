// Says that audio goes by telephone, with a button to switch back; or that it is back in the browser.
import { Mic, MonitorSpeaker } from 'lucide';
import { dialInTexts } from '../../language/texts/dialIn.ts';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { happeningTexts } from '../../language/texts/happening.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Icon } from '../Icon.tsx';
import { Notice } from '../Notice.tsx';
import { useIsAudioByPhone } from '../devices/useMicrophoneState.ts';
import { useStore } from '../useStore.ts';

export function ByPhoneNotice({ session }: { session: MeetingSession }) {
  const t = useTexts(dialInTexts);
  const happening = useTexts(happeningTexts);
  const common = useTexts(everywhereTexts);
  const { meeting, localMedia, microphone: actions } = session;
  const isByPhone = useIsAudioByPhone(session);
  const isMuted = useStore(localMedia, ({ microphone }) => microphone.type !== 'on');
  const isBack = useStore(meeting, (state) => state.isSoundBack) && isMuted;
  if (isByPhone) {
    return (
      <div class="banner">
        <p>{t.byPhone}</p>
        <button type="button" class="button is-plain" onClick={actions.switchToBrowser}>
          <Icon node={MonitorSpeaker} />
          {t.takeBack}
        </button>
      </div>
    );
  }
  if (!isBack) return null;
  return (
    <Notice tone="calm" title={t.isBack}>
      <p>{t.isMuted}</p>
      <div class="buttons">
        <button type="button" class="button" onClick={() => actions.toggle()}>
          <Icon node={Mic} />
          {happening.unmute}
        </button>
        <button type="button" class="button is-quiet" onClick={actions.dismissSoundIsBack}>
          {common.close}
        </button>
      </div>
    </Notice>
  );
}
