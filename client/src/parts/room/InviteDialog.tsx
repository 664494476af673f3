// How somebody else comes in: call ID, number and video address to read aloud, the invitation to copy, a QR code to show.
import { groupDigits } from '@distansmote/shared/callId.ts';
import type { InvitationFromInside } from '@distansmote/shared/httpApi.ts';
import { Copy } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { locale } from '../../language/locale.ts';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { moreTexts } from '../../language/texts/more.ts';
import { useTexts } from '../../language/useTexts.ts';
import { callApi } from '../../platform/callApi.ts';
import { credentialHeadersOf } from '../../session/joinCredentials.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Dialog } from '../Dialog.tsx';
import { Icon } from '../Icon.tsx';
import { FaultNotice } from '../FaultNotice.tsx';
import { useCopy } from '../useCopy.ts';
import { useStore } from '../useStore.ts';
import { QrCode } from './QrCode.tsx';

interface InviteDialogProps {
  session: MeetingSession;
  onClose: () => void;
}

export function InviteDialog({ session, onClose }: InviteDialogProps) {
  const t = useTexts(moreTexts);
  const common = useTexts(everywhereTexts);
  const callId = useStore(session.meeting, (state) => state.callId);
  const phoneNumber = useStore(session.meeting, (state) => state.phoneNumber);
  const [invitation, setInvitation] = useState<InvitationFromInside | null>();
  const copying = useCopy();
  const language = locale.get();

  useEffect(() => {
    const path = `/api/meetings/${callId}/invitation?language=${language}`;
    const headers = credentialHeadersOf(callId);
    void callApi<InvitationFromInside>('GET', path, undefined, headers).then((answer) =>
      setInvitation(answer.type === 'ok' ? answer.body : null),
    );
  }, [callId, language]);

  return (
    <Dialog isLight title={t.invite} onClose={onClose}>
      <div class="invite">
        <dl class="invite-facts">
          <dt>{t.callId}</dt>
          <dd class="call-digits">{groupDigits(callId)}</dd>
          {phoneNumber !== null && (
            <>
              <dt>{t.phone}</dt>
              <dd class="call-digits">{phoneNumber}</dd>
            </>
          )}
          {invitation?.videoAddress && (
            <>
              <dt>{t.videoAddress}</dt>
              <dd>{invitation.videoAddress}</dd>
            </>
          )}
        </dl>
        {invitation && <QrCode text={invitation.link} label={t.qr} />}
      </div>
      <p class="soft">
        {t.inviteWhat({ address: location.host })}{' '}
        {phoneNumber !== null && t.invitePhone({ phoneNumber })}
      </p>
      {invitation === null && <FaultNotice>{common.unreachable}</FaultNotice>}
      <div class="buttons">
        <button
          type="button"
          class="button"
          disabled={!invitation}
          onClick={() => invitation && copying.copy(invitation.text)}
        >
          <Icon node={Copy} />
          {copying.outcome === 'copied' ? t.copied : t.copy}
        </button>
      </div>
      <output class="invite-said">{copying.outcome && t[`${copying.outcome}What`]}</output>
      {copying.outcome === 'notCopied' && invitation && (
        <textarea class="invite-text" readOnly rows={8} value={invitation.text} />
      )}
    </Dialog>
  );
}
