// Says that audio goes through the linked phone, with a button to switch back; or that it is back in the browser.
import { Mic, MonitorSpeaker } from 'lucide';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { linkedPhoneTexts } from '../../language/texts/linkedPhone.ts';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Icon } from '../Icon.tsx';
import { Notice } from '../Notice.tsx';
import { useStore } from '../useStore.ts';

export function LinkedPhoneNotice({ session }: { session: MeetingSession }) {
  const t = useTexts(linkedPhoneTexts);
  const room = useTexts(roomTexts);
  const common = useTexts(everywhereTexts);
  const { meeting, localMedia, linkedPhone } = session;
  const isByPhone = useStore(meeting, (state) => state.linkedPhone !== null);
  const isMuted = useStore(localMedia, ({ microphone }) => microphone.type !== 'on');
  const isBack = useStore(meeting, (state) => state.isSoundBack) && isMuted;
  if (isByPhone) {
    return (
      <div class="banner">
        <p>{t.byPhone}</p>
        <button type="button" class="button is-plain" onClick={linkedPhone.switchAudioToBrowser}>
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
        <button type="button" class="button" onClick={() => session.toggleMicrophone()}>
          <Icon node={Mic} />
          {room.unmute}
        </button>
        <button type="button" class="button is-quiet" onClick={linkedPhone.dismissSoundIsBack}>
          {common.close}
        </button>
      </div>
    </Notice>
  );
}
