// The number of participants, at the top right: opens and closes the list.
import { UserRound } from 'lucide';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import { countPeople } from '../../session/countPeople.ts';
import type { MeetingStore } from '../../session/meetingStore.ts';
import { isInMeeting } from '../../session/sessionState.ts';
import { Icon } from '../Icon.tsx';
import { useStore } from '../useStore.ts';

interface PeopleButtonProps {
  meeting: MeetingStore;
  isOpen: boolean;
  onToggle: () => void;
}

export function PeopleButton({ meeting, isOpen, onToggle }: PeopleButtonProps) {
  const t = useTexts(roomTexts);
  const count = useStore(meeting, countPeople);
  const isKnown = useStore(meeting, ({ sessionState }) => isInMeeting(sessionState));
  return (
    <button
      type="button"
      class="button is-plain people-button"
      aria-label={isKnown ? t.people(count) : t.peopleHeading}
      title={t.peopleHeading}
      aria-expanded={isOpen}
      onClick={onToggle}
    >
      <Icon node={UserRound} />
      <span>{isKnown ? count : '…'}</span>
    </button>
  );
}
