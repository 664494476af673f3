// Changes a space: its name, its time and its other settings.
import type { SpaceChange, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { useRef, useState } from 'preact/hooks';
import { locale } from '../../language/locale.ts';
import { shortTime } from '../../language/shortTime.ts';
import { spaceTexts } from '../../language/texts/space.ts';
import { staffTexts } from '../../language/texts/staff.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Dialog } from '../Dialog.tsx';
import { Field } from '../Field.tsx';
import { StaffProblemNotice } from '../staff/StaffProblemNotice.tsx';
import { useStaffApi } from '../staff/useStaffApi.ts';
import { SubmitButton } from '../SubmitButton.tsx';
import { LobbyChoice } from './LobbyChoice.tsx';
import { choicesOf, settingsOf, tidyName } from './spaceChoices.ts';
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
  const [name, setName] = useState(space.name);
  const [isMissing, setIsMissing] = useState(false);
  const [choices, setChoices] = useState(() => choicesOf(space));
  const [lobby, setLobby] = useState(space.lobby);
  const [isSaving, setIsSaving] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const save = async (event: Event) => {
    event.preventDefault();
    if (isSaving) return;
    const tidy = tidyName(name);
    setIsMissing(!tidy);
    if (!tidy) return input.current?.focus();
    setIsSaving(true);
    const change: SpaceChange = { name: tidy, ...settingsOf(choices), lobby };
    const answer = await request<SpaceDescription>('PATCH', `/api/spaces/${space.id}`, change);
    setIsSaving(false);
    if (answer.type !== 'ok') return;
    const { startsAt } = answer.body;
    onChanged(answer.body, startsAt !== null && startsAt !== space.startsAt);
  };

  return (
    <Dialog title={t.changeTitle({ name: space.name })} isWide onClose={onClose}>
      <form class="space-form" noValidate onSubmit={(event) => void save(event)}>
        <Field
          label={staff.spaceName}
          error={isMissing ? staff.spaceNameMissing : undefined}
          inputRef={input}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
          autocomplete="off"
          maxLength={100}
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
          <SubmitButton words={t.save} workingWords={t.saving} isWorking={isSaving} />
        </div>
      </form>
      <StaffProblemNotice failure={failure} />
    </Dialog>
  );
}
