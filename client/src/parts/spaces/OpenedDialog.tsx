// The dialog that is open over the list of spaces.
import type { SpaceDefaults, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import type { SpaceRow } from '@distansmote/shared/spacesApi.ts';
import { spaceTexts } from '../../language/texts/space.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Dialog } from '../Dialog.tsx';
import { ChangeSpaceDialog } from './ChangeSpaceDialog.tsx';
import { Colleagues } from './Colleagues.tsx';
import { NewSpaceDialog } from './NewSpaceDialog.tsx';
import { PeopleToRing } from './PeopleToRing.tsx';
import { type Asking, SpaceQuestion } from './SpaceQuestion.tsx';
import type { SpaceActions } from './useSpaceActions.ts';

export type Opened =
  | { type: 'create' }
  | { type: 'change' | 'colleagues' | 'peopleToRing'; space: SpaceRow }
  | Asking;

interface OpenedDialogProps {
  opened: Opened;
  /** Undefined until they are known. */
  defaults: SpaceDefaults | undefined;
  actions: SpaceActions;
  presentCountOf: (space: SpaceRow) => number;
  onCreated: (space: SpaceDescription) => void;
  onChanged: (space: SpaceDescription, hasNewTime: boolean) => void;
  onClose: () => void;
}

export function OpenedDialog(props: OpenedDialogProps) {
  const { opened, defaults, actions, presentCountOf, onCreated, onChanged, onClose } = props;
  const t = useTexts(spaceTexts);
  switch (opened.type) {
    case 'create':
      return <NewSpaceDialog defaults={defaults} onCreated={onCreated} onClose={onClose} />;
    case 'change':
      return (
        <ChangeSpaceDialog
          space={opened.space}
          hasRooms={defaults?.hasRooms ?? false}
          onChanged={onChanged}
          onClose={onClose}
        />
      );
    case 'colleagues':
      return (
        <Dialog title={t.colleaguesTitle({ name: opened.space.name })} onClose={onClose}>
          <Colleagues space={opened.space} />
        </Dialog>
      );
    case 'peopleToRing':
      return <PeopleToRing space={opened.space} onClose={onClose} />;
    default:
      return (
        <SpaceQuestion
          asking={opened}
          actions={actions}
          presentCountOf={presentCountOf}
          onClose={onClose}
        />
      );
  }
}
