// What the menu ⋯ of a space offers.
import type { SpaceRow } from '@distansmote/shared/spacesApi.ts';
import {
  ClipboardList,
  ExternalLink,
  Link2,
  LogOut,
  Pencil,
  PhoneCall,
  Trash2,
  Users,
} from 'lucide';
import { spaceTexts } from '../../language/texts/space.ts';
import { staffTexts } from '../../language/texts/staff.ts';
import type { MenuItem } from '../Menu.tsx';

export type SpaceAction =
  | 'attendance'
  | 'change'
  | 'colleagues'
  | 'peopleToRing'
  | 'newLink'
  | 'endMeeting'
  | 'remove';

interface SpaceMenuFacts {
  /** How many are inside now: where nobody is, there is no meeting to end. */
  presentCount: number;
  /** Whether the service keeps who was in meetings. */
  hasAttendance: boolean;
  /** Whether the service rings people up. */
  ringsUp: boolean;
}

export function spaceMenu(
  space: SpaceRow,
  { presentCount, hasAttendance, ringsUp }: SpaceMenuFacts,
  onChoose: (action: SpaceAction) => void,
): MenuItem[] {
  const t = spaceTexts.get();
  const staff = staffTexts.get();
  const entry = (action: SpaceAction, words: string, icon: MenuItem['icon']) => ({
    words,
    icon,
    onChoose: () => onChoose(action),
  });
  return [
    {
      words: staff.open,
      icon: ExternalLink,
      onChoose: () => void window.open(space.guestLink, '_blank', 'noopener'),
    },
    entry('change', t.change, Pencil),
    entry('colleagues', t.colleagues, Users),
    ...(ringsUp ? [entry('peopleToRing', t.peopleToRing, PhoneCall)] : []),
    ...(hasAttendance ? [entry('attendance', t.attendance, ClipboardList)] : []),
    entry('newLink', t.newLink, Link2),
    ...(presentCount > 0 ? [entry('endMeeting', t.endMeeting, LogOut)] : []),
    { ...entry('remove', staff.remove, Trash2), isDestructive: true },
  ];
}
