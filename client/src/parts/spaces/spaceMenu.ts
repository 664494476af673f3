// What the menu ⋯ of a space offers.
import type { SpaceRow } from '@distansmote/shared/spacesApi.ts';
import { ExternalLink, Link2, LogOut, Pencil, Trash2, Users } from 'lucide';
import { spaceTexts } from '../../language/texts/space.ts';
import { staffTexts } from '../../language/texts/staff.ts';
import type { Action } from '../ActionMenu.tsx';

export type SpaceDeed = 'change' | 'colleagues' | 'newLink' | 'endMeeting' | 'remove';

/** @param countIn how many are inside now: where nobody is, there is no meeting to end. */
export function spaceMenu(
  space: SpaceRow,
  countIn: number,
  onChoose: (deed: SpaceDeed) => void,
): Action[] {
  const t = spaceTexts.get();
  const staff = staffTexts.get();
  const entry = (deed: SpaceDeed, label: string, icon: Action['icon']) => ({
    label,
    icon,
    onChoose: () => onChoose(deed),
  });
  return [
    {
      label: staff.open,
      icon: ExternalLink,
      onChoose: () => void window.open(space.guestLink, '_blank', 'noopener'),
    },
    entry('change', t.change, Pencil),
    entry('colleagues', t.colleagues, Users),
    entry('newLink', t.newLink, Link2),
    ...(countIn > 0 ? [entry('endMeeting', t.endMeeting, LogOut)] : []),
    { ...entry('remove', staff.remove, Trash2), isDestructive: true },
  ];
}
