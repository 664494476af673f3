// A window with one person's picture alone, a sign-language interpreter's for instance: beside other programs, or on another screen.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { render } from 'preact';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { itemKey } from '../../session/layout.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { namesOf } from '../../session/namesOf.ts';
import { useStore } from '../useStore.ts';
import { prepareDocument } from './prepareDocument.ts';
import { Shown } from './Shown.tsx';

/** Of 4:3, where signs have more room than beside them. */
const SIZE = { width: 560, height: 420 };
/** One at a time: another person takes its place. */
const NAME = 'distansmote-person';

let closeOpened: (() => void) | undefined;

/** On a press. @returns whether the browser allowed it. */
export async function openPersonWindow(
  session: MeetingSession,
  id: ParticipantId,
): Promise<boolean> {
  closeOpened?.();
  const place = await openWindow();
  if (place === undefined) return false;
  const { meeting } = session;
  const find = () => meeting.getState().others.find((one) => one.id === id);
  const { document: page } = place;
  page.body.replaceChildren();
  const close = () => place.close();
  const stops = [
    prepareDocument(page, () => {
      const person = find();
      return person ? everywhereTexts.get().tabTitle({ page: namesOf(person) }) : page.title;
    }),
    meeting.subscribe(({ sessionState: { type } }) => {
      const isOver = type !== 'inMeeting' && type !== 'reconnecting';
      if (isOver || find() === undefined) close();
    }),
  ];
  render(<PersonWindow session={session} id={id} place={place} />, page.body);
  function stop(): void {
    if (closeOpened === close) closeOpened = undefined;
    for (const end of stops.splice(0)) end();
    removeEventListener('pagehide', close);
    render(null, page.body);
  }
  // A window of this kind is not closed with its page.
  addEventListener('pagehide', close);
  place.addEventListener('pagehide', stop);
  closeOpened = close;
  return true;
}

/** Over other programs; or, where that one is taken or there is none, beside them. */
async function openWindow(): Promise<Window | undefined> {
  const pictures = window.documentPictureInPicture;
  if (pictures?.window === null) {
    try {
      return await pictures.requestWindow(SIZE);
    } catch {
      // A policy of the organization; a usual window may be allowed.
    }
  }
  return window.open('', NAME, `popup,width=${SIZE.width},height=${SIZE.height}`) ?? undefined;
}

interface PersonWindowProps {
  session: MeetingSession;
  id: ParticipantId;
  place: Window;
}

function PersonWindow({ session, id, place }: PersonWindowProps) {
  const participant = useStore(session.meeting, ({ others }) =>
    others.find((one) => one.id === id),
  );
  if (participant === undefined) return null;
  const item = { key: itemKey(id, 'camera'), participant, source: 'camera' } as const;
  return (
    <div class="small-meeting">
      <main class="small-stage">
        <h1 class="visually-hidden">{namesOf(participant)}</h1>
        <Shown session={session} item={item} place={place} />
      </main>
    </div>
  );
}
