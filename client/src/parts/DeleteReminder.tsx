// After the meeting, for who led it: deletes it, so that its number never works again. The last step of the instructions.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { SpacePage } from '@distansmote/shared/spacesApi.ts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { reminderTexts } from '../language/texts/reminder.ts';
import { unbrokenDigits } from '../language/unbroken.ts';
import { useTexts } from '../language/useTexts.ts';
import { callApi } from '../platform/callApi.ts';
import { Notice } from './Notice.tsx';

type Progress = 'asking' | 'deleting' | 'deleted' | 'kept' | 'failed';

interface DeleteReminderProps {
  callId: CallId;
  /** The meeting's. */
  name: string;
  /** Nobody is in it any more. If somebody is, deleting is not what stands out. */
  isOver: boolean;
  onDeleted: () => void;
}

export function DeleteReminder({ callId, name, isOver, onDeleted }: DeleteReminderProps) {
  const t = useTexts(reminderTexts);
  const common = useTexts(everywhereTexts);
  const [progress, setProgress] = useState<Progress>('asking');
  const said = useRef<HTMLParagraphElement>(null);
  const isDone = progress === 'deleted' || progress === 'kept';
  // The buttons are gone, and the focus with them.
  useEffect(() => {
    if (isDone) said.current?.focus();
  }, [isDone]);

  const remove = async () => {
    if (progress === 'deleting') return;
    setProgress('deleting');
    const isDeleted = await deleteMeeting(callId);
    setProgress(isDeleted ? 'deleted' : 'failed');
    if (isDeleted) onDeleted();
  };

  if (isDone) {
    return (
      <p ref={said} tabIndex={-1}>
        {progress === 'deleted' ? t.deleted({ name, callId: unbrokenDigits(callId) }) : t.kept}
      </p>
    );
  }
  return (
    <section class="stack-tight" aria-labelledby="reminder-title">
      <h2 id="reminder-title">{t.title}</h2>
      <p>
        {t.what} {!isOver && t.whoIsIn}
      </p>
      {progress === 'failed' && (
        <Notice tone="fault" role="alert">
          <p>{common.unreachable}</p>
        </Notice>
      )}
      <div class="buttons">
        <button
          type="button"
          class={`button ${isOver ? 'is-red' : 'is-plain'}`}
          aria-disabled={progress === 'deleting'}
          onClick={() => void remove()}
        >
          {progress === 'deleting' ? t.deleting : t.delete}
        </button>
        <button type="button" class="button is-plain" onClick={() => setProgress('kept')}>
          {t.keep}
        </button>
      </div>
    </section>
  );
}

async function deleteMeeting(callId: CallId): Promise<boolean> {
  const search = { tab: 'all', text: callId };
  const answer = await callApi<SpacePage>('POST', '/api/spaces/search', search);
  if (answer.type !== 'ok') return false;
  const space = answer.body.spaces.find((one) => one.callId === callId);
  // Somebody else has deleted it meanwhile: that is what was wanted.
  if (space === undefined) return true;
  return (await callApi('DELETE', `/api/spaces/${space.id}`)).type === 'ok';
}
