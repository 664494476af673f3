// A row of the participant list, 56 px high: who, with whom, what they are doing in fixed places, and what can be done.
import type { ParticipantDescription } from '@distansmote/shared/signalling/shapes.ts';
import {
  HandMetal,
  Maximize2,
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
import { peopleTexts } from '../../language/texts/people.ts';
import { roomTexts } from '../../language/texts/room.ts';
import { tileTexts } from '../../language/texts/tile.ts';
import { useTexts } from '../../language/useTexts.ts';
import { splitNumber } from '../../session/namesOf.ts';
import { Unread } from '../chat/Unread.tsx';
import { Icon } from '../Icon.tsx';
import { Initials } from '../Initials.tsx';
import { useRoleWords } from '../useRoleWords.ts';

export interface PersonRowProps extends Pick<
  ParticipantDescription,
  | 'id'
  | 'name'
  | 'profession'
  | 'role'
  | 'isConvener'
  | 'isSigning'
  | 'pictureLimit'
  | 'companions'
  | 'speaksByPhone'
> {
  kind?: ParticipantDescription['kind'];
  /** Shown after the name, such as "(du)". */
  mark?: string | undefined;
  isMicrophoneOff: boolean;
  isCameraOff: boolean;
  isSharing: boolean;
  isSpeaking: boolean;
  isSpotlit: boolean;
  /** The position among the raised hands, from 1; 0 while it is down. */
  handNumber: number;
  unread?: number;
  /** Absent for the person on this page. */
  onWriteTo?: () => void;
  /** At the end of the row: the menu, and before it what is needed at once. */
  tools?: ComponentChildren;
}

export function PersonRow(props: PersonRowProps) {
  const t = useTexts(peopleTexts);
  const room = useTexts(roomTexts);
  const tile = useTexts(tileTexts);
  const chat = useTexts(chatTexts);
  const { id, kind = 'browser', name, mark, unread = 0, handNumber, onWriteTo } = props;
  const [words, number] = splitNumber(name);
  // Beside the button for the hand the name needs the room.
  const isPlace = handNumber === 0;
  const who = (
    <>
      <span class="person-mark">
        {handNumber > 0 ? (
          <span class="person-hand">
            <span aria-hidden="true">{handNumber}</span>
            <span class="visually-hidden">{tile.handNumber({ number: handNumber })}</span>
          </span>
        ) : (
          <Initials id={id} name={name} kind={kind} isSmall />
        )}
        <Unread count={unread} />
      </span>
      <span class="person-words">
        <span class="person-name">
          <bdi>{words}</bdi>
          {number && <span> {number}</span>}
          {mark && <span> {mark}</span>}
        </span>
        <More {...props} />
      </span>
      {unread > 0 && <span class="visually-hidden">, {chat.unread(unread)}</span>}
    </>
  );
  return (
    <li class={`person ${props.isSpeaking ? 'is-speaking' : ''}`}>
      {onWriteTo ? (
        <button type="button" class="person-who" title={t.writeTo({ name })} onClick={onWriteTo}>
          {who}
        </button>
      ) : (
        <div class="person-who">{who}</div>
      )}
      <span class="person-states">
        <State isOn={props.isSigning === true} node={HandMetal} words={t.signs} />
        <State isOn={props.isSpotlit} node={Maximize2} words={t.spotlit} />
        <State isOn={props.isSharing} node={MonitorUp} words={room.shares} />
        <State isOn={props.speaksByPhone} node={Phone} words={t.speaksByPhone} />
        <State isOn={props.isCameraOff} node={VideoOff} words={t.cameraIsOff} isPlace={isPlace} />
        {/* One place: whoever speaks has the microphone on. */}
        {props.isMicrophoneOff ? (
          <State isOn node={MicOff} words={t.microphoneOff} />
        ) : (
          <State isOn={props.isSpeaking} node={Volume2} words={t.speaks} isPlace={isPlace} />
        )}
      </span>
      <span class="person-tools">{props.tools}</span>
    </li>
  );
}

/** The second line, which is left out where there is nothing to say. */
function More(props: PersonRowProps) {
  const { kind = 'browser', profession, role, isConvener, pictureLimit, companions } = props;
  const t = useTexts(peopleTexts);
  const came = { browser: t.byBrowser, phone: t.byPhone, room: t.byRoom }[kind];
  const limit = pictureLimit && (pictureLimit === 'oneTile' ? t.oneTileAtATime : t.onlySound);
  const together = companions?.length ? t.together({ names: companions.join(', ') }) : '';
  const what = profession || (kind === 'browser' ? '' : came);
  const more = [isConvener && t.leads, what, together, limit].filter(Boolean).join(', ');
  const seen = useRoleWords(role, more);
  return (
    <>
      {seen && (
        <span class="soft person-more" title={seen} dir="auto">
          {/* A phone icon replaces the initials. */}
          {kind === 'room' && <Icon node={Presentation} />}
          {seen}
        </span>
      )}
      <span class="visually-hidden">{profession || kind === 'browser' ? `, ${came}` : ''}</span>
    </>
  );
}

interface StateProps {
  isOn: boolean;
  node: IconNode;
  words: string;
  /** Keeps its place while it is off. */
  isPlace?: boolean;
}

function State({ isOn, node, words, isPlace = false }: StateProps) {
  if (!isOn) return isPlace ? <span class="person-state" /> : null;
  return (
    <span class="person-state" title={words}>
      <Icon node={node} />
      <span class="visually-hidden">{words}</span>
    </span>
  );
}
