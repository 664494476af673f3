// What a convener can do with the whole meeting: mute everybody, lock it; in a menu end it, delete it.
import {
  Captions,
  CaptionsOff,
  DoorClosed,
  LockKeyhole,
  LockKeyholeOpen,
  MicOff,
  Minimize2,
  Phone,
  PhoneCall,
  PhoneOff,
  Trash2,
} from 'lucide';
import { useState } from 'preact/hooks';
import { captionTexts } from '../../language/texts/captions.ts';
import { moderationTexts } from '../../language/texts/moderation.ts';
import { unbrokenDigits } from '../../language/unbroken.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Icon } from '../Icon.tsx';
import { Menu } from '../Menu.tsx';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { useRingingParts } from '../ringing/useRingingParts.ts';
import { useStore } from '../useStore.ts';
import { useModeration } from './useModeration.ts';

export function MeetingTools({ session }: { session: MeetingSession }) {
  const t = useTexts(moderationTexts);
  const captionWords = useTexts(captionTexts);
  const { isLocked, meetingName, callId, spotlightIds, captions, canCaption } = useStore(
    session.meeting,
    (state) => state,
  );
  const { hasFailed, ask, tell } = useModeration(session);
  const [asking, setAsking] = useState<'end' | 'delete' | 'ringUp'>();
  const ringing = useStore(session.meeting, (state) => state.ringing);
  const ringingParts = useRingingParts(session, asking === 'ringUp');
  const ringMeItem = (isAllowed: boolean) => ({
    words: isAllowed ? t.forbidRingMe : t.allowRingMe,
    icon: isAllowed ? PhoneOff : Phone,
    onChoose: () =>
      void ask('setRingMe', { isAllowed: !isAllowed }).then(
        () => {
          const { ringing: now } = session.meeting.getState();
          if (now) session.meeting.setState({ ringing: { ...now, isRingMeAllowed: !isAllowed } });
        },
        () => undefined,
      ),
  });
  const endSpotlight = () => tell('setSpotlight', { participantId: null });
  return (
    <>
      <section class="meeting-tools" aria-label={t.lead}>
        <button
          type="button"
          class="button is-plain"
          title={t.muteEverybodyWhat}
          onClick={() => tell('muteEverybody', {})}
        >
          <Icon node={MicOff} />
          {t.muteEverybody}
        </button>
        <button
          type="button"
          class={`button is-plain ${isLocked ? 'is-chosen' : ''}`}
          title={t.lockWhat}
          onClick={() => tell('setLocked', { isLocked: !isLocked })}
        >
          <Icon node={isLocked ? LockKeyhole : LockKeyholeOpen} />
          {isLocked ? t.unlock : t.lock}
        </button>
        {ringing?.mayRingUp && (
          <button type="button" class="button is-plain" onClick={() => setAsking('ringUp')}>
            <Icon node={PhoneCall} />
            {t.ringUp}
          </button>
        )}
        <Menu
          label={t.moreForMeeting}
          items={[
            ...(captions === null && !canCaption
              ? []
              : [
                  {
                    words: captions === null ? captionWords.start : captionWords.stop,
                    icon: captions === null ? Captions : CaptionsOff,
                    onChoose: () => tell(captions === null ? 'startCaptions' : 'stopCaptions', {}),
                  },
                ]),
            ...(spotlightIds.length === 0
              ? []
              : [{ words: t.endSpotlight, icon: Minimize2, onChoose: endSpotlight }]),
            ...(ringing === undefined ? [] : [ringMeItem(ringing.isRingMeAllowed)]),
            { words: t.endForAll, icon: DoorClosed, onChoose: () => setAsking('end') },
            {
              words: t.deleteSpace,
              icon: Trash2,
              isDestructive: true,
              onChoose: () => setAsking('delete'),
            },
          ]}
        />
        {hasFailed && <p role="alert">{t.failed}</p>}
        {asking === 'ringUp' && ringingParts && ringing && (
          <ringingParts.RingUpDialog
            session={session}
            mayRingRooms={ringing.mayRingRooms}
            onClose={() => setAsking(undefined)}
          />
        )}
        {asking === 'ringUp' && ringingParts === null && <p role="alert">{t.failed}</p>}
        {(asking === 'end' || asking === 'delete') && (
          <ConfirmDialog
            question={
              asking === 'end'
                ? {
                    title: t.endTitle,
                    what: t.endWhat,
                    confirm: t.endForAll,
                    keep: t.cancel,
                    isDestructive: true,
                    onConfirm: session.endForAll,
                  }
                : {
                    title: t.deleteTitle({ name: meetingName }),
                    what: t.deleteWhat({ callId: unbrokenDigits(callId) }),
                    confirm: t.deleteSpace,
                    keep: t.keepSpace,
                    isDestructive: true,
                    onConfirm: () => tell('deleteSpace', {}),
                  }
            }
            onClose={() => setAsking(undefined)}
          />
        )}
      </section>
      {ringingParts && ringing && (
        <ringingParts.RingingSection session={session} calls={ringing.calls} />
      )}
    </>
  );
}
