// The participant list, with the person on this page first; a click on a name opens the chat with that person.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { MessageTo } from '@distansmote/shared/signalling/message.ts';
import { MessageSquare, UsersRound } from 'lucide';
import { chatTexts } from '../../language/texts/chat.ts';
import { conversationTexts } from '../../language/texts/conversation.ts';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import { canSee } from '../../session/capabilities.ts';
import { handQueueOf } from '../../session/hands.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useIsAudioByPhone, useMicrophoneState } from '../devices/useMicrophoneState.ts';
import { Icon } from '../Icon.tsx';
import { Initials } from '../Initials.tsx';
import { Person } from './Person.tsx';
import { SidePanel } from './SidePanel.tsx';
import { Unread } from '../chat/Unread.tsx';
import { useModerationParts } from './useModerationParts.ts';
import { useStore } from '../useStore.ts';

interface PeoplePanelProps {
  session: MeetingSession;
  playsChimes: boolean;
  onPlaysChimes: (plays: boolean) => void;
  onWriteTo: (to: MessageTo) => void;
  onClose: () => void;
}

export function PeoplePanel(props: PeoplePanelProps) {
  const { session, playsChimes, onPlaysChimes, onWriteTo, onClose } = props;
  const t = useTexts(roomTexts);
  const chat = useTexts(chatTexts);
  const conversation = useTexts(conversationTexts);
  const me = useStore(session.meeting, (state) => state.me);
  const others = useStore(session.meeting, (state) => state.others);
  const speakerIds = useStore(session.meeting, (state) => state.speakerIds);
  const isCameraOff = useStore(session.localMedia, ({ camera }) => camera.type !== 'on');
  const microphone = useMicrophoneState(session);
  const isByPhone = useIsAudioByPhone(session);
  const isSharing = useStore(session.localScreen, (state) => state.screen.type === 'on');
  const conversations = useStore(session.chat.store, (state) => state.conversations);
  const unreadWith = (to: MessageTo) => conversations.get(to)?.unread ?? 0;

  const moderation = useModerationParts(session);

  // Messages from people who have left can still be read.
  const gone = [...conversations].filter(
    ([to, { messages }]) =>
      to !== 'everybody' && messages.length > 0 && !others.some(({ id }) => id === to),
  );

  const hands = handQueueOf({ me, others });
  const handNumber = (id: ParticipantId) => hands.indexOf(id) + 1;

  return (
    <SidePanel heading={t.peopleHeading} onClose={onClose}>
      <div class="panel-scroll">
        <ul class="panel-list">
          <li class="panel-person is-everybody">
            <button
              type="button"
              class="panel-person-button"
              onClick={() => onWriteTo('everybody')}
            >
              <span class="initials is-small is-plain" aria-hidden="true">
                <Icon node={UsersRound} />
              </span>
              <span class="panel-person-words">
                <span class="panel-person-name">{conversation.withEverybody}</span>
                {unreadWith('everybody') > 0 && (
                  <span class="visually-hidden">, {chat.unread(unreadWith('everybody'))}</span>
                )}
              </span>
              <Unread count={unreadWith('everybody')} />
              <Icon node={MessageSquare} />
            </button>
          </li>
          {me && (
            <Person
              id={me.id}
              name={me.name}
              profession={me.profession}
              mark={me.isConvener ? t.youLeadMark : t.youMark}
              isMicrophoneOff={microphone !== 'on'}
              speaksByPhone={isByPhone}
              isCameraOff={isCameraOff}
              isSharing={isSharing}
              isSpeaking={speakerIds.includes(me.id)}
              handNumber={handNumber(me.id)}
            />
          )}
          {others.map(({ id, kind, name, profession, tracks, isConvener, ...other }) => (
            <Person
              key={id}
              id={id}
              kind={kind}
              pictureLimit={other.pictureLimit}
              name={name}
              profession={profession}
              {...(isConvener && { mark: t.leadMark })}
              isMicrophoneOff={!tracks.microphone || tracks.microphone.isPaused}
              isCameraOff={canSee(kind) && (!tracks.camera || tracks.camera.isPaused)}
              speaksByPhone={other.speaksByPhone}
              isSharing={tracks.screen !== undefined}
              isSpeaking={speakerIds.includes(id)}
              handNumber={handNumber(id)}
              unread={unreadWith(id)}
              onWriteTo={() => onWriteTo(id)}
              tools={
                moderation &&
                !isConvener && (
                  <moderation.PersonTools
                    session={session}
                    id={id}
                    kind={kind}
                    name={name}
                    isMicrophoneOff={!tracks.microphone || tracks.microphone.isPaused}
                  />
                )
              }
            />
          ))}
          {gone.map(([id, { name, unread }]) => (
            <li class="panel-person" key={id}>
              <button type="button" class="panel-person-button" onClick={() => onWriteTo(id)}>
                <Initials id={id} name={name} isSmall />
                <span class="panel-person-words">
                  <span class="panel-person-name">{name}</span>
                  <span class="soft panel-person-more">{t.hasLeft}</span>
                </span>
                {unread > 0 && <span class="visually-hidden">, {chat.unread(unread)}</span>}
                <Unread count={unread} />
                <Icon node={MessageSquare} />
              </button>
            </li>
          ))}
        </ul>
        {moderation && <moderation.ModerationTools session={session} />}
      </div>
      <label class="panel-switch">
        <input
          type="checkbox"
          checked={playsChimes}
          onChange={(event) => onPlaysChimes(event.currentTarget.checked)}
        />
        <span>{t.playsChimes}</span>
      </label>
    </SidePanel>
  );
}
