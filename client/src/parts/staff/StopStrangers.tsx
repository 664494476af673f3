// What to do about an intruder in a meeting: a new link, or ending the meeting for everybody.
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { useState } from 'preact/hooks';
import { spaceTexts } from '../../language/texts/space.ts';
import { useTexts } from '../../language/useTexts.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';

interface StopStrangersProps {
  space: SpaceDescription;
  onNewLink: () => void;
  onEndMeeting: () => void;
}

export function StopStrangers({ space: { name }, onNewLink, onEndMeeting }: StopStrangersProps) {
  const t = useTexts(spaceTexts);
  const [asking, setAsking] = useState<'newLink' | 'endMeeting'>();
  const question =
    asking === 'newLink'
      ? {
          title: t.newLinkTitle({ name }),
          what: t.newLinkWhat,
          confirm: t.newLink,
          keep: t.keepLink,
          onConfirm: onNewLink,
        }
      : {
          title: t.endMeetingTitle({ name }),
          what: t.endMeetingWhat,
          confirm: t.endMeeting,
          keep: t.keepMeeting,
          isDestructive: true,
          onConfirm: onEndMeeting,
        };
  return (
    <details class="space-choices">
      <summary>
        {t.strangers} <span class="visually-hidden">{name}</span>
      </summary>
      <div class="stack-tight">
        <p class="soft">{t.strangersWhat}</p>
        <div class="buttons">
          <button type="button" class="button is-plain" onClick={() => setAsking('newLink')}>
            {t.newLink}
          </button>
          <button
            type="button"
            class="button is-plain is-destructive"
            onClick={() => setAsking('endMeeting')}
          >
            {t.endMeeting}
          </button>
        </div>
      </div>
      {asking && <ConfirmDialog question={question} onClose={() => setAsking(undefined)} />}
    </details>
  );
}
