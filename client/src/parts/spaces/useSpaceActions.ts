// What can be done with spaces of the list, and what the page then says.
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import type { SpaceDeletionResults, SpaceRow } from '@distansmote/shared/spacesApi.ts';
import { useState } from 'preact/hooks';
import { dateTime } from '../../language/dateTime.ts';
import { spaceTexts } from '../../language/texts/space.ts';
import { spaceListTexts } from '../../language/texts/spaceList.ts';
import { unbrokenDigits } from '../../language/unbroken.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { ApiFailure, ApiRefusal } from '../../platform/callApi.ts';
import { useStaffApi } from '../staff/useStaffApi.ts';

export interface SpaceActions {
  /** What was done latest, for a live region. */
  status: string;
  setStatus: (text: string) => void;
  failure: ApiFailure | undefined;
  renewLink: (space: SpaceRow) => Promise<void>;
  endMeeting: (space: SpaceRow) => Promise<void>;
  remove: (space: SpaceRow) => Promise<void>;
  removeMany: (spaces: readonly SpaceRow[]) => Promise<void>;
}

/** @param onChanged after each change on the server. */
export function useSpaceActions(onChanged: () => void): SpaceActions {
  const t = useTexts(spaceTexts);
  const list = useTexts(spaceListTexts);
  const { request, failure } = useStaffApi();
  const [status, setStatus] = useState('');
  const done = (text: string) => {
    setStatus(text);
    onChanged();
  };
  return {
    status,
    setStatus,
    failure,

    async renewLink({ id, name }) {
      const answer = await request<SpaceDescription>('POST', `/api/spaces/${id}/new-link`);
      if (answer.type === 'ok') done(t.linkRenewed({ name }));
    },

    async endMeeting({ id, name }) {
      const answer = await request<undefined>('POST', `/api/spaces/${id}/end-meeting`);
      if (answer.type === 'ok') done(t.meetingEnded({ name }));
    },

    async remove({ id, name, callId }) {
      // One that is already gone counts as deleted.
      const isGone = (refusal: ApiRefusal) => refusal.status === 404;
      const answer = await request<undefined>('DELETE', `/api/spaces/${id}`, undefined, isGone);
      if (answer.type === 'unreachable' || (answer.type === 'refused' && !isGone(answer))) return;
      const time = dateTime(new Date().toISOString());
      done(t.receipt({ name, callId: unbrokenDigits(callId), time }));
    },

    async removeMany(spaces) {
      const ids = spaces.map(({ id }) => id);
      const answer = await request<SpaceDeletionResults>('POST', '/api/spaces/deletions', { ids });
      if (answer.type !== 'ok') return;
      const failed = answer.body.filter(({ outcome }) => outcome === 'failed').length;
      const removed = answer.body.length - failed;
      const texts = [
        ...(removed > 0 ? [list.removedMany(removed)] : []),
        ...(failed > 0 ? [list.notRemoved(failed)] : []),
      ];
      done(texts.join(' '));
    },
  };
}
