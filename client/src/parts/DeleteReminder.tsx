// After the meeting, for who led it: deletes it, so that its number never works again. The last step of the instructions.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { SpacePage } from '@distansmote/shared/spacesApi.ts';
import { useLocation } from 'preact-iso';
import { useEffect, useRef, useState } from 'preact/hooks';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { reminderTexts } from '../language/texts/reminder.ts';
import { unbrokenDigits } from '../language/unbroken.ts';
import { useStaffLanguage } from '../language/useStaffLanguage.ts';
import { useTexts } from '../language/useTexts.ts';
import { type ApiFailure, callApi } from '../platform/callApi.ts';
import { FaultNotice } from './FaultNotice.tsx';

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
  useStaffLanguage();
  const common = useTexts(everywhereTexts);
  const { route } = useLocation();
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
    const result = await deleteMeeting(callId);
    // It stands in the list that the sign-in leads to.
    if (result === 'signedOut') route('/sign-in');
    else setProgress(result);
    if (result === 'deleted') onDeleted();
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
      {progress === 'failed' && <FaultNotice>{common.unreachable}</FaultNotice>}
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

async function deleteMeeting(callId: CallId): Promise<'deleted' | 'signedOut' | 'failed'> {
  const search = { tab: 'all', text: callId };
  const found = await callApi<SpacePage>('POST', '/api/spaces/search', search);
  if (found.type !== 'ok') return reasonOf(found);
  const space = found.body.spaces.find((one) => one.callId === callId);
  // Somebody else has deleted it meanwhile: that is what was wanted.
  if (space === undefined) return 'deleted';
  const answer = await callApi('DELETE', `/api/spaces/${space.id}`);
  const isDone = answer.type === 'ok' || (answer.type === 'refused' && answer.status === 404);
  return isDone ? 'deleted' : reasonOf(answer);
}

const reasonOf = (failure: ApiFailure) =>
  failure.type === 'refused' && failure.status === 401 ? 'signedOut' : 'failed';
