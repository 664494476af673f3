// Changes a space: its name, its time and its other settings.
import type { SpaceChange, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { useState } from 'preact/hooks';
import { locale } from '../../language/locale.ts';
import { shortTime } from '../../language/shortTime.ts';
import { spaceTexts } from '../../language/texts/space.ts';
import { staffTexts } from '../../language/texts/staff.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Dialog } from '../Dialog.tsx';
import { Field } from '../Field.tsx';
import { StaffProblemNotice } from '../staff/StaffProblemNotice.tsx';
import { useNameForm } from '../staff/useNameForm.ts';
import { useStaffApi } from '../staff/useStaffApi.ts';
import { SubmitButton } from '../SubmitButton.tsx';
import { LobbyChoice } from './LobbyChoice.tsx';
import { choicesOf, settingsOf } from './spaceChoices.ts';
import { SpaceFields } from './SpaceFields.tsx';
import { TimeField } from './TimeField.tsx';

interface ChangeSpaceDialogProps {
  space: SpaceDescription;
  hasRooms: boolean;
  /** @param hasNewTime so that those who were invited must be told. */
  onChanged: (space: SpaceDescription, hasNewTime: boolean) => void;
  onClose: () => void;
}

export function ChangeSpaceDialog({ space, hasRooms, onChanged, onClose }: ChangeSpaceDialogProps) {
  const t = useTexts(spaceTexts);
  const staff = useTexts(staffTexts);
  const { request, failure } = useStaffApi();
  const [choices, setChoices] = useState(() => choicesOf(space));
  const [lobby, setLobby] = useState(space.lobby);
  const form = useNameForm(space.name, async (name) => {
    const change: SpaceChange = { name, ...settingsOf(choices), lobby };
    const answer = await request<SpaceDescription>('PATCH', `/api/spaces/${space.id}`, change);
    if (answer.type !== 'ok') return;
    const { startsAt } = answer.body;
    onChanged(answer.body, startsAt !== null && startsAt !== space.startsAt);
  });

  return (
    <Dialog title={t.changeTitle({ name: space.name })} class="dialog is-wide" onClose={onClose}>
      <form class="space-form" noValidate onSubmit={form.onSubmit}>
        <Field
          label={staff.spaceName}
          error={form.isMissing ? staff.spaceNameMissing : undefined}
          {...form.field}
        />
        <div class="space-fields">
          <TimeField time={choices.time} onChange={(time) => setChoices({ ...choices, time })} />
          <LobbyChoice lobby={lobby} onChange={setLobby} />
        </div>
        <SpaceFields choices={choices} hasRooms={hasRooms} onChange={setChoices} />
        {space.deletesAt !== null && (
          <p class="soft">{t.deletes({ time: shortTime(space.deletesAt, locale.get()) })}</p>
        )}
        <div class="buttons">
          <SubmitButton words={t.save} workingWords={t.saving} isWorking={form.isSaving} />
        </div>
      </form>
      <StaffProblemNotice failure={failure} />
    </Dialog>
  );
}
