// Creates a space, and ends with its invitation, to be copied with one press.
import type {
  Invitation,
  NewSpace,
  SpaceDefaults,
  SpaceDescription,
} from '@distansmote/shared/httpApi.ts';
import { useState } from 'preact/hooks';
import { locale } from '../../language/locale.ts';
import { staffTexts } from '../../language/texts/staff.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Dialog } from '../Dialog.tsx';
import { StaffProblemNotice } from '../staff/StaffProblemNotice.tsx';
import { useStaffApi } from '../staff/useStaffApi.ts';
import { CreatedSpace } from './CreatedSpace.tsx';
import { NewSpaceForm } from './NewSpaceForm.tsx';

interface NewSpaceDialogProps {
  defaults: SpaceDefaults | undefined;
  onCreated: (space: SpaceDescription) => void;
  onClose: () => void;
}

export function NewSpaceDialog({ defaults, onCreated, onClose }: NewSpaceDialogProps) {
  const t = useTexts(staffTexts);
  const { request, failure } = useStaffApi();
  const [created, setCreated] = useState<{ space: SpaceDescription; invitation?: string }>();

  const create = async (space: NewSpace) => {
    const answer = await request<SpaceDescription>('POST', '/api/spaces', space);
    if (answer.type !== 'ok') return;
    const { body } = answer;
    const path = `/api/spaces/${body.id}/invitation?language=${locale.get()}`;
    const text = await request<Invitation>('GET', path);
    setCreated({ space: body, ...(text.type === 'ok' && { invitation: text.body.text }) });
    onCreated(body);
  };

  return (
    <Dialog title={created ? t.createdTitle : t.newSpace} class="dialog is-wide" onClose={onClose}>
      {created ? (
        <CreatedSpace {...created} />
      ) : (
        <NewSpaceForm defaults={defaults} onCreate={create} />
      )}
      <StaffProblemNotice failure={failure} />
    </Dialog>
  );
}
