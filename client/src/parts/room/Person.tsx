// A row of the participant list: who, by which leg, and what they are doing.
import type { ParticipantDescription } from '@distansmote/shared/signalling/shapes.ts';
import {
  Hand,
  MessageSquare,
  MicOff,
  MonitorUp,
  Phone,
  Presentation,
  VideoOff,
  Volume2,
} from 'lucide';
import type { IconNode } from 'lucide';
import type { ComponentChildren } from 'preact';
import { chatTexts } from '../../language/texts/chat.ts';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';
import { Initials } from '../Initials.tsx';
import { Unread } from '../chat/Unread.tsx';

interface PersonProps {
  id: string;
  kind?: ParticipantDescription['kind'];
  pictureLimit?: ParticipantDescription['pictureLimit'];
  name: string;
  profession: string;
  /** Shown after the name, such as "(you)". */
  mark?: string;
  isMicrophoneOff: boolean;
  isCameraOff: boolean;
  isSharing: boolean;
  speaksByPhone: boolean;
  isSpeaking: boolean;
  /** The position among the raised hands, from 1; 0 while it is down. */
  handNumber: number;
  unread?: number;
  /** Absent for the person on this page. */
  onWriteTo?: () => void;
  /** For conveners. */
  tools?: ComponentChildren;
}

export function Person(props: PersonProps) {
  const t = useTexts(roomTexts);
  const chat = useTexts(chatTexts);
  const { id, kind = 'browser', name, profession, mark, unread = 0, onWriteTo } = props;
  const { pictureLimit: limit } = props;
  const came = { browser: t.byBrowser, phone: t.byPhone, room: t.byRoom }[kind];
  // A phone icon replaces the initials.
  const kindIcon = kind === 'room' ? Presentation : undefined;
  const words = (
    <span class="panel-person-words">
      <span>
        <span class="panel-person-name">{name}</span> {mark}
      </span>
      <span class="soft panel-person-more">
        {kindIcon && <Icon node={kindIcon} />}
        {profession || (kind === 'browser' ? '' : came)}
        {limit && `, ${limit === 'oneTile' ? t.oneTileAtATime : t.onlySound}`}
        <span class="visually-hidden">{profession || kind === 'browser' ? `, ${came}` : ''}</span>
      </span>
    </span>
  );
  return (
    <li
      class={`panel-person ${props.isSpeaking ? 'is-speaking' : ''} ${props.tools ? 'has-tools' : ''}`}
    >
      {onWriteTo ? (
        <button
          type="button"
          class="panel-person-button"
          title={t.writeTo({ name })}
          onClick={onWriteTo}
        >
          <Initials id={id} name={name} kind={kind} isSmall />
          {words}
          {unread > 0 && <span class="visually-hidden">, {chat.unread(unread)}</span>}
          <Unread count={unread} />
          <Icon node={MessageSquare} />
        </button>
      ) : (
        <div class="panel-person-button">
          <Initials id={id} name={name} kind={kind} isSmall />
          {words}
        </div>
      )}
      <span class="panel-person-states">
        <State isOn={props.isSpeaking} node={Volume2} words={t.speaks} />
        <State isOn={props.speaksByPhone} node={Phone} words={t.speaksByPhone} />
        <State isOn={props.isSharing} node={MonitorUp} words={t.shares} />
        <State isOn={props.isCameraOff} node={VideoOff} words={t.cameraIsOff} />
        <State isOn={props.isMicrophoneOff} node={MicOff} words={t.microphoneOff} />
        {props.handNumber > 0 && (
          <span class="panel-person-hand">
            <Icon node={Hand} />
            <span aria-hidden="true">{props.handNumber}</span>
            <span class="visually-hidden">{t.handNumber({ number: props.handNumber })}</span>
          </span>
        )}
      </span>
      {props.tools}
    </li>
  );
}

function State({ isOn, node, words }: { isOn: boolean; node: IconNode; words: string }) {
  if (!isOn) return null;
  return (
    <span title={words}>
      <Icon node={node} />
      <span class="visually-hidden">{words}</span>
    </span>
  );
}
