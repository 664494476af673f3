// What can be done with one person of the list: for conveners, in the menu ⋯, and beside it what is needed at once.
import {
  Grid3x3,
  Hand,
  Languages,
  Maximize2,
  MessageSquare,
  Mic,
  MicOff,
  Minimize2,
  MonitorOff,
  Pencil,
  PhoneOff,
  UserMinus,
} from 'lucide';
import { useState } from 'preact/hooks';
import { moderationTexts } from '../../language/texts/moderation.ts';
import { peopleTexts } from '../../language/texts/people.ts';
import { useTexts } from '../../language/useTexts.ts';
import { namesItself, readsChat } from '../../session/capabilities.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Menu, type MenuItem } from '../Menu.tsx';
import type { Row } from '../people/PeoplePanel.tsx';
import { useRingingParts } from '../ringing/useRingingParts.ts';
import { useStore } from '../useStore.ts';
import { RemoveDialog } from './RemoveDialog.tsx';
import { RenameDialog } from './RenameDialog.tsx';
import { RoleDialog } from './RoleDialog.tsx';
import { useModeration } from './useModeration.ts';

interface PersonMenuProps {
  session: MeetingSession;
  row: Row;
  /** For the person on this page. */
  onRenameMyself: (() => void) | undefined;
  /** For the others. */
  onWriteTo: (() => void) | undefined;
}

export function PersonMenu(props: PersonMenuProps) {
  const { session, row, onRenameMyself, onWriteTo } = props;
  const { id, kind = 'browser', name, handNumber, isConvener } = row;
  const t = useTexts(moderationTexts);
  const people = useTexts(peopleTexts);
  const moderation = useModeration(session);
  const { hasFailed, tell } = moderation;
  const [asking, setAsking] = useState<'remove' | 'rename' | 'role'>();
  const [isKeying, setIsKeying] = useState(false);
  /** By which they were rung up; not at a number of their own. */
  const call = useStore(session.meeting, ({ ringing }) =>
    ringing?.calls.find(({ participantId, isOwnPhone }) => participantId === id && !isOwnPhone),
  );
  const ringingParts = useRingingParts(session);
  const one = { participantId: id };
  const isMe = onRenameMyself !== undefined;
  const hasPage = readsChat(kind);

  const item = (isThere: boolean, words: string, icon: MenuItem['icon'], onChoose: () => void) =>
    isThere ? [{ words, icon, onChoose }] : [];
  const items: MenuItem[] = [
    ...item(isMe, people.changeMyName, Pencil, () => onRenameMyself?.()),
    ...item(!isMe && hasPage, t.write, MessageSquare, () => onWriteTo?.()),
    ...item(call !== undefined, t.keypad, Grid3x3, () => setIsKeying(true)),
    ...item(call !== undefined, t.hangUp, PhoneOff, () => {
      if (call) tell('cancelRing', { ringId: call.id });
    }),
    ...item(!isMe && !row.isMicrophoneOff, t.mute, MicOff, () => tell('muteParticipant', one)),
    ...item(!isMe && row.isMicrophoneOff && hasPage, t.askForSound, Mic, () =>
      tell('askForSound', one),
    ),
    {
      words: row.isSpotlit ? t.unspotlight : t.spotlight,
      icon: row.isSpotlit ? Minimize2 : Maximize2,
      onChoose: () => tell('setSpotlit', { ...one, isSpotlit: !row.isSpotlit }),
    },
    ...item(handNumber > 0, t.lowerHand, Hand, () => tell('lowerHandOf', one)),
    ...item(row.isSharing, t.stopScreen, MonitorOff, () => tell('stopScreenOf', one)),
    ...item(!isMe && !namesItself(kind), t.rename, Pencil, () => setAsking('rename')),
    {
      words: row.role ? t.changeRole : t.giveRole,
      icon: Languages,
      onChoose: () => setAsking('role'),
    },
    ...item(!isConvener, t.remove, UserMinus, () => setAsking('remove')).map((last) => ({
      ...last,
      isDestructive: true,
    })),
  ];
  const close = () => setAsking(undefined);

  return (
    <>
      {handNumber > 0 && (
        <button
          type="button"
          class="button is-plain person-button"
          aria-label={t.lowerHandOf({ name })}
          onClick={() => tell('lowerHandOf', one)}
        >
          {t.lowerHandShort}
        </button>
      )}
      <Menu label={t.moreFor({ name })} items={items} />
      {hasFailed && (
        <p class="person-failed" role="alert">
          {t.failed}
        </p>
      )}
      {isKeying && call && ringingParts && (
        <ringingParts.KeypadDialog
          session={session}
          call={call}
          onClose={() => setIsKeying(false)}
        />
      )}
      {asking === 'rename' && (
        <RenameDialog
          name={name}
          isRoom={kind === 'room'}
          onRename={(newName) => tell('renameParticipant', { ...one, name: newName })}
          onClose={close}
        />
      )}
      {asking === 'role' && (
        <RoleDialog
          name={name}
          role={row.role}
          onGive={(role) => tell('setRole', { ...one, role })}
          onClose={close}
        />
      )}
      {asking === 'remove' && (
        <RemoveDialog
          session={session}
          name={name}
          kind={kind}
          id={id}
          moderation={moderation}
          onClose={close}
        />
      )}
    </>
  );
}
