// One's own templates for new spaces: fetched, saved and deleted.
import type { NewSpaceTemplate, SpaceTemplate } from '@distansmote/shared/spacesApi.ts';
import { useState } from 'preact/hooks';
import { useStaffApi, useStaffResource } from '../staff/useStaffApi.ts';

const PATH = '/api/spaces/templates';

export interface Templates {
  /** Empty until they have been fetched. */
  all: readonly SpaceTemplate[];
  /** What came of the latest attempt to save one. */
  outcome: 'templateSaved' | 'templatesFull' | 'templateNotSaved' | undefined;
  save: (template: NewSpaceTemplate) => Promise<void>;
  remove: (id: string) => Promise<void>;
}

export function useTemplates(): Templates {
  const { body, setBody } = useStaffResource<readonly SpaceTemplate[]>(PATH);
  const { request } = useStaffApi();
  const [outcome, setOutcome] = useState<Templates['outcome']>();
  return {
    all: body ?? [],
    outcome,
    async save(template) {
      setOutcome(undefined);
      const answer = await request<SpaceTemplate[]>('PUT', PATH, template);
      if (answer.type === 'ok') {
        setBody(answer.body);
        setOutcome('templateSaved');
      } else {
        const isFull = answer.type === 'refused' && answer.code === 'tooMany';
        setOutcome(isFull ? 'templatesFull' : 'templateNotSaved');
      }
    },
    async remove(id) {
      const answer = await request<undefined>('DELETE', `${PATH}/${id}`);
      // One that is already gone counts as deleted.
      if (answer.type === 'ok' || (answer.type === 'refused' && answer.status === 404))
        setBody((former = []) => former.filter((one) => one.id !== id));
    },
  };
}
