// The list of who is in the meeting, oneself first.
import { MicOff, X } from 'lucide';
import { useEffect } from 'preact/hooks';
import type { LocalMediaStore } from '../media/localMediaStore.ts';
import type { MeetingStore } from '../meeting/meetingStore.ts';
import { commonTexts } from '../language/texts/common.ts';
import { roomTexts } from '../language/texts/room.ts';
import { useTexts } from '../language/useTexts.ts';
import { Icon } from './Icon.tsx';
import { Initials } from './Initials.tsx';
import { useStore } from './useStore.ts';

interface ParticipantPanelProps {
  id: string;
  meeting: MeetingStore;
  localMedia: LocalMediaStore;
  onClose: () => void;
}

export function ParticipantPanel({ id, meeting, localMedia, onClose }: ParticipantPanelProps) {
  const t = useTexts(roomTexts);
  const common = useTexts(commonTexts);
  const me = useStore(meeting, (state) => state.me);
  const others = useStore(meeting, (state) => state.others);
  const isMyMicrophoneOff = useStore(localMedia, (state) => state.microphone.is !== 'on');

  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    };
    document.addEventListener('keydown', closeOnEscape);
    return () => document.removeEventListener('keydown', closeOnEscape);
  }, [onClose]);

  return (
    <section class="panel" id={id} aria-labelledby={`${id}-heading`}>
      <div class="panel-header">
        <h2 id={`${id}-heading`}>{t.peopleHeading}</h2>
        <button type="button" class="button is-quiet" onClick={onClose}>
          <Icon node={X} />
          {common.close}
        </button>
      </div>
      <ul class="panel-list">
        {me && <Person {...me} mark={t.youMark} isMicrophoneOff={isMyMicrophoneOff} />}
        {others.map((other) => (
          <Person
            key={other.id}
            id={other.id}
            name={other.name}
            profession={other.profession}
            isMicrophoneOff={!other.tracks.microphone || other.tracks.microphone.isPaused}
          />
        ))}
      </ul>
    </section>
  );
}

interface PersonProps {
  id: string;
  name: string;
  profession: string;
  mark?: string;
  isMicrophoneOff: boolean;
}

function Person({ id, name, profession, mark, isMicrophoneOff }: PersonProps) {
  const t = useTexts(roomTexts);
  return (
    <li class="panel-person">
      <Initials id={id} name={name} isSmall />
      <div class="panel-person-words">
        <p>
          <span class="panel-person-name">{name}</span> {mark}
        </p>
        {profession && <p class="soft">{profession}</p>}
      </div>
      {isMicrophoneOff && (
        <>
          <Icon node={MicOff} />
          <span class="visually-hidden">{t.microphoneOff}</span>
        </>
      )}
    </li>
  );
}
