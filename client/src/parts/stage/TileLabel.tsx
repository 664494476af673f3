// The name on a tile, which opens the chat with that person; and marks of what is not as usual.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { Maximize2, MicOff, Phone, Pin, Signal } from 'lucide';
import type { IconNode } from 'lucide';
import type { ComponentChildren } from 'preact';
import { connectionTexts } from '../../language/texts/connection.ts';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { RemoteParticipant } from '../../session/meetingStore.ts';
import { namesOf, splitNumber } from '../../session/namesOf.ts';
import { Icon } from '../Icon.tsx';
import { useRoleWords } from '../useRoleWords.ts';

interface TileLabelProps {
  participant: RemoteParticipant;
  isScreen: boolean;
  isPinned: boolean;
  isSpotlit: boolean;
  /** What they do just now, in words. */
  activity: ComponentChildren;
  onWriteTo: (id: ParticipantId) => void;
}

export function TileLabel(props: TileLabelProps) {
  const { participant, isScreen, isPinned, isSpotlit, onWriteTo } = props;
  const t = useTexts(roomTexts);
  const connectionWords = useTexts(connectionTexts);
  const { id, name, profession, role, tracks, connection, speaksByPhone } = participant;
  const roleWords = useRoleWords(role);
  const [names, number] = splitNumber(namesOf(participant));
  const isMicrophoneOff = !tracks.microphone || tracks.microphone.isPaused;
  return (
    <div class="tile-label">
      {isPinned && <Mark node={Pin} words={t.isPinned} class="is-pinned" />}
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
        {roleWords && !isScreen && <TileRole words={roleWords} />}
        {profession && !isScreen && (
          <span class="tile-profession" dir="auto">
            {profession}
          </span>
        )}
        {props.activity}
      </button>
      {isSpotlit && !isScreen && <SpotlitMark words={t.isSpotlit} />}
      {!isScreen && (
        <>
          {connection === 'poor' && (
            <Mark node={Signal} words={connectionWords.poor} class="is-weak" />
          )}
          {speaksByPhone && <Mark node={Phone} words={t.speaksByPhone} />}
          {isMicrophoneOff && <Mark node={MicOff} words={t.microphoneOff} class="is-off" />}
        </>
      )}
    </div>
  );
}

/** The language gives way where there is no room for it. */
export function TileRole({ words }: { words: string }) {
  const [, role, language] = /^(.*?)( \(.*)?$/.exec(words) ?? [];
  return (
    <span class="tile-role">
      {role}
      <span class="tile-role-language">{language}</span>
    </span>
  );
}

export const SpotlitMark = ({ words }: { words: string }) => (
  <Mark node={Maximize2} words={words} class="is-spotlit" />
);

export function Mark(props: { node: IconNode; words: string; class?: string }) {
  return (
    <span class={`tile-mark ${props.class ?? ''}`} title={props.words}>
      <Icon node={props.node} />
      <span class="visually-hidden">{props.words}</span>
    </span>
  );
}
