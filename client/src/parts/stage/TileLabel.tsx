// The name on a tile, which opens the chat with that person.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { MicOff } from 'lucide';
import type { IconNode } from 'lucide';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { Activity } from '../../session/activeIds.ts';
import type { RemoteParticipant } from '../../session/meetingStore.ts';
import { namesOf, splitNumber } from '../../session/namesOf.ts';
import { Icon } from '../Icon.tsx';
import type { StageTools } from './stageTools.ts';

interface TileLabelProps {
  participant: RemoteParticipant;
  isScreen: boolean;
  isPinned: boolean;
  isSpotlit: boolean;
  activity: Activity | undefined;
  tools: StageTools | null | undefined;
  onWriteTo: (id: ParticipantId) => void;
}

export function TileLabel(props: TileLabelProps) {
  const { participant, isScreen, activity, tools, onWriteTo } = props;
  const t = useTexts(roomTexts);
  const { id, name, profession, role, tracks } = participant;
  const [names, number] = splitNumber(namesOf(participant));
  const isMicrophoneOff = !tracks.microphone || tracks.microphone.isPaused;
  return (
    <div class="tile-label">
      {tools && props.isPinned && <tools.PinMark />}
      <button
        type="button"
        class="tile-words"
        title={t.writeTo({ name })}
        onClick={() => onWriteTo(id)}
      >
        <span class="tile-line">
          <span class="tile-name" dir="auto">
            {names}
          </span>{' '}
          {number && <span class="tile-number">{number} </span>}
          {isScreen && <span class="tile-more-words">{t.shares}</span>}
        </span>
        {tools && role && !isScreen && <tools.RoleWords role={role} />}
        {profession && !isScreen && (
          <span class="tile-profession" dir="auto">
            {profession}
          </span>
        )}
        {tools && activity && <tools.ActivityWords activity={activity} />}
      </button>
      {tools && !isScreen && (
        <tools.TileMarks
          isSpotlit={props.isSpotlit}
          isWeak={participant.connection === 'poor'}
          speaksByPhone={participant.speaksByPhone}
        />
      )}
      {!isScreen && isMicrophoneOff && (
        <Mark node={MicOff} words={t.microphoneOff} class="is-off" />
      )}
    </div>
  );
}

export function Mark(props: { node: IconNode; words: string; class?: string }) {
  return (
    <span class={`tile-mark ${props.class ?? ''}`} title={props.words}>
      <Icon node={props.node} />
      <span class="visually-hidden">{props.words}</span>
    </span>
  );
}
