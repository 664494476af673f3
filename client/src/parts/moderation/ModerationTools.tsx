// What a convener can do with the whole meeting: mute everybody, lock it, delete it.
import { groupDigits } from '@distansmote/shared/callId.ts';
import { LockKeyhole, MicOff, Trash2 } from 'lucide';
import { useState } from 'preact/hooks';
import { moderationTexts } from '../../language/texts/moderation.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Icon } from '../Icon.tsx';
import { useStore } from '../useStore.ts';
import { ConfirmDialog } from '../staff/ConfirmDialog.tsx';
import { useModeration } from './useModeration.ts';

export function ModerationTools({ session }: { session: MeetingSession }) {
  const t = useTexts(moderationTexts);
  const { isLocked, meetingName, callId } = useStore(session.meeting, (state) => state);
  const { hasFailed, tell } = useModeration(session);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <section class="leading" aria-label={t.lead}>
      <button type="button" class="button is-plain" onClick={() => tell('muteEverybody', {})}>
        <Icon node={MicOff} />
        {t.muteEverybody}
      </button>
      <label class="leading-switch">
        <input
          type="checkbox"
          checked={isLocked}
          onChange={(event) => tell('setLocked', { isLocked: event.currentTarget.checked })}
        />
        <Icon node={LockKeyhole} />
        <span>
          {t.lock}
          <span class="soft leading-hint">{t.lockWhat}</span>
        </span>
      </label>
      <button
        type="button"
        class="button is-plain is-destructive"
        onClick={() => setIsAsking(true)}
      >
        <Icon node={Trash2} />
        {t.deleteSpace}
      </button>
      {hasFailed && <p role="alert">{t.failed}</p>}
      {isAsking && (
        <ConfirmDialog
          question={{
            title: t.deleteTitle({ name: meetingName }),
            what: t.deleteWhat({ callId: groupDigits(callId) }),
            confirm: t.deleteSpace,
            keep: t.keepSpace,
            isDestructive: true,
            onConfirm: () => tell('deleteSpace', {}),
          }}
          onClose={() => setIsAsking(false)}
        />
      )}
    </section>
  );
}
