// The participants: who waits and the convener's tools, raised hands in their order, then everybody else.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { MessageTo } from '@distansmote/shared/signalling/message.ts';
import { MessageSquare, Pencil } from 'lucide';
import { useState } from 'preact/hooks';
import { chatTexts } from '../../language/texts/chat.ts';
import { conversationTexts } from '../../language/texts/conversation.ts';
import { peopleTexts } from '../../language/texts/people.ts';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import { activeIdsOf } from '../../session/activeIds.ts';
import { canSee } from '../../session/capabilities.ts';
import { handQueueOf } from '../../session/hands.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Unread } from '../chat/Unread.tsx';
import { useIsAudioByPhone, useMicrophoneState } from '../devices/useMicrophoneState.ts';
import { Icon } from '../Icon.tsx';
import { IconButton } from '../IconButton.tsx';
import { Initials } from '../Initials.tsx';
import { SidePanel } from '../room/SidePanel.tsx';
import { useModerationParts } from '../room/useModerationParts.ts';
import { useStore } from '../useStore.ts';
import { MyNameDialog } from './MyNameDialog.tsx';
import { PersonRow, type PersonRowProps } from './PersonRow.tsx';

interface PeoplePanelProps {
  session: MeetingSession;
  playsChimes: boolean;
  onPlaysChimes: (plays: boolean) => void;
  onWriteTo: (to: MessageTo) => void;
  onClose: () => void;
}

export function PeoplePanel(props: PeoplePanelProps) {
  const { session, playsChimes, onPlaysChimes, onWriteTo, onClose } = props;
  const t = useTexts(peopleTexts);
  const room = useTexts(roomTexts);
  const chat = useTexts(chatTexts);
  const conversation = useTexts(conversationTexts);
  const [isRenaming, setIsRenaming] = useState(false);
  const me = useStore(session.meeting, (state) => state.me);
  const others = useStore(session.meeting, (state) => state.others);
  const conversations = useStore(session.chat.store, (state) => state.conversations);
  const unreadWith = (to: MessageTo) => conversations.get(to)?.unread ?? 0;
  const moderation = useModerationParts(session);
  const rows = useRows(session);

  // Messages from people who have left can still be read.
  const gone = [...conversations].filter(
    ([to, { messages }]) =>
      to !== 'everybody' && messages.length > 0 && !others.some(({ id }) => id === to),
  );
  const rename = () => setIsRenaming(true);
  const show = (row: Row) => {
    const isMe = row.id === me?.id;
    const writeTo = isMe ? undefined : () => onWriteTo(row.id);
    return (
      <PersonRow
        key={row.id}
        {...row}
        unread={isMe ? 0 : unreadWith(row.id)}
        {...(writeTo && { onWriteTo: writeTo })}
        tools={
          moderation ? (
            <moderation.PersonMenu
              session={session}
              row={row}
              onRenameMyself={isMe ? rename : undefined}
              onWriteTo={writeTo}
            />
          ) : (
            isMe && <IconButton icon={Pencil} label={t.changeMyName} onClick={rename} />
          )
        }
      />
    );
  };
  const hands = rows
    .filter(({ handNumber }) => handNumber > 0)
    .sort((a, b) => a.handNumber - b.handNumber);

  return (
    <SidePanel heading={room.peopleHeading} onClose={onClose}>
      <div class="panel-scroll">
        {moderation && <moderation.LobbySection session={session} />}
        {moderation && <moderation.MeetingTools session={session} />}
        {hands.length > 0 && (
          <>
            <h3 class="panel-heading">{t.hands}</h3>
            <ol class="panel-list">{hands.map(show)}</ol>
            <h3 class="panel-heading">{t.others}</h3>
          </>
        )}
        <ul class="panel-list">
          {rows.filter(({ handNumber }) => handNumber === 0).map(show)}
          {gone.map(([id, { name, unread }]) => (
            <li class="person" key={id}>
              <button type="button" class="person-who" onClick={() => onWriteTo(id)}>
                <span class="person-mark">
                  <Initials id={id} name={name} isSmall />
                  <Unread count={unread} />
                </span>
                <span class="person-words">
                  <span class="person-name" dir="auto">
                    {name}
                  </span>
                  <span class="soft person-more">{t.hasLeft}</span>
                </span>
                {unread > 0 && <span class="visually-hidden">, {chat.unread(unread)}</span>}
              </button>
            </li>
          ))}
        </ul>
        <div class="panel-end">
          <button
            type="button"
            class="button is-quiet panel-everybody"
            onClick={() => onWriteTo('everybody')}
          >
            <Icon node={MessageSquare} />
            {conversation.withEverybody}
            {unreadWith('everybody') > 0 && (
              <span class="visually-hidden">, {chat.unread(unreadWith('everybody'))}</span>
            )}
            <Unread count={unreadWith('everybody')} />
          </button>
          <label class="panel-switch">
            <input
              type="checkbox"
              checked={playsChimes}
              onChange={(event) => onPlaysChimes(event.currentTarget.checked)}
            />
            <span>{t.playsChimes}</span>
          </label>
        </div>
      </div>
      {isRenaming && me && (
        <MyNameDialog session={session} me={me} onClose={() => setIsRenaming(false)} />
      )}
    </SidePanel>
  );
}

export type Row = Omit<PersonRowProps, 'tools' | 'onWriteTo' | 'unread'>;

/** Everybody in the meeting, the person on this page first. */
function useRows(session: MeetingSession): Row[] {
  const t = useTexts(peopleTexts);
  const all = useStore(session.meeting, (state) => state);
  const { me, others, spotlightIds } = all;
  const activeIds = activeIdsOf(all);
  const isCameraOff = useStore(session.localMedia, ({ camera }) => camera.type !== 'on');
  const isMicrophoneOff = useMicrophoneState(session) !== 'on';
  const speaksByPhone = useIsAudioByPhone(session);
  const isSharing = useStore(session.localScreen, (state) => state.screen.type === 'on');
  const raised = handQueueOf({ me, others });
  const stateOf = (id: ParticipantId) => ({
    isSpeaking: activeIds.includes(id),
    isSpotlit: spotlightIds.includes(id),
    handNumber: raised.indexOf(id) + 1,
  });
  const mine = me && {
    ...me,
    ...stateOf(me.id),
    mark: t.youMark,
    isMicrophoneOff,
    speaksByPhone,
    isCameraOff,
    isSharing,
  };
  return [
    ...(mine ? [mine] : []),
    ...others.map(({ tracks, ...other }) => ({
      ...other,
      ...stateOf(other.id),
      isMicrophoneOff: !tracks.microphone || tracks.microphone.isPaused,
      isCameraOff: canSee(other.kind) && (!tracks.camera || tracks.camera.isPaused),
      isSharing: tracks.screen !== undefined,
    })),
  ];
}
