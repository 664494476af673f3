// Asks before a link is changed, a meeting ended, or spaces are deleted; says who is inside.
import type { SpaceRow } from '@distansmote/shared/spacesApi.ts';
import { spaceTexts } from '../../language/texts/space.ts';
import { spaceListTexts } from '../../language/texts/spaceList.ts';
import { staffTexts } from '../../language/texts/staff.ts';
import { unbrokenDigits } from '../../language/unbroken.ts';
import { useTexts } from '../../language/useTexts.ts';
import { ConfirmDialog, type Question } from '../ConfirmDialog.tsx';
import type { SpaceActions } from './useSpaceActions.ts';

export type Asking =
  | { type: 'newLink' | 'endMeeting' | 'remove'; space: SpaceRow }
  | { type: 'removeMany'; spaces: readonly SpaceRow[] };

interface SpaceQuestionProps {
  asking: Asking;
  actions: SpaceActions;
  presentCountOf: (space: SpaceRow) => number;
  onClose: () => void;
}

export function SpaceQuestion({ asking, actions, presentCountOf, onClose }: SpaceQuestionProps) {
  const t = useTexts(spaceTexts);
  const list = useTexts(spaceListTexts);
  const staff = useTexts(staffTexts);

  const insideText = (count: number) => (count > 0 ? `${list.insideNow(count)} ` : '');

  function question(): Question {
    if (asking.type === 'removeMany') {
      const { spaces } = asking;
      return {
        title: list.removeManyTitle(spaces.length),
        what: list.removeManyWhat,
        items: spaces.map((space) => {
          const count = presentCountOf(space);
          const inside = count > 0 ? ` – ${list.inside(count)}` : '';
          return `${space.name} (${unbrokenDigits(space.callId)})${inside}`;
        }),
        confirm: list.removeMany(spaces.length),
        keep: staff.keep,
        isDestructive: true,
        onConfirm: () => void actions.removeMany(spaces),
      };
    }
    const { space } = asking;
    const { name } = space;
    switch (asking.type) {
      case 'newLink':
        return {
          title: t.newLinkTitle({ name }),
          what: t.newLinkWhat,
          confirm: t.newLink,
          keep: staff.keep,
          onConfirm: () => void actions.renewLink(space),
        };
      case 'endMeeting':
        return {
          title: t.endMeetingTitle({ name }),
          what: insideText(presentCountOf(space)) + t.endMeetingWhat,
          confirm: t.endMeeting,
          keep: staff.keep,
          isDestructive: true,
          onConfirm: () => void actions.endMeeting(space),
        };
      case 'remove':
        return {
          title: staff.removeTitle({ name }),
          what:
            insideText(presentCountOf(space)) +
            staff.removeWhat({ callId: unbrokenDigits(space.callId) }),
          confirm: staff.remove,
          keep: staff.keep,
          isDestructive: true,
          onConfirm: () => void actions.remove(space),
        };
    }
  }

  return <ConfirmDialog question={question()} onClose={onClose} />;
}
