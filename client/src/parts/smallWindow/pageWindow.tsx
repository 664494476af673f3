// A small window with a page in it, by Document Picture-in-Picture.
import { render } from 'preact';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import type { Featured } from '../../session/featured.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { nameOfMeeting } from '../../session/nameOfMeeting.ts';
import { prepareDocument } from './prepareDocument.ts';
import { SmallMeeting } from './SmallMeeting.tsx';

/** A picture of 16:9 above the buttons. */
const SIZE = { width: 400, height: 293 };

export interface SmallWindowOptions {
  session: MeetingSession;
  featured: Featured;
  /** Also when the person or the browser has closed it. */
  onClosed: () => void;
}

/** @returns a function that closes it. Rejects where the browser does not allow it. */
export async function openPageWindow(options: SmallWindowOptions): Promise<() => void> {
  const { session, featured, onClosed } = options;
  const small = await window.documentPictureInPicture?.requestWindow(SIZE);
  if (small === undefined) throw new Error('this browser has no such windows');
  const { document: page } = small;
  const stopFollowing = prepareDocument(page, () =>
    everywhereTexts.get().tabTitle({ page: nameOfMeeting(session.meeting.getState()) }),
  );
  const close = () => small.close();
  const backToMeeting = () => {
    window.focus();
    close();
  };
  render(
    <SmallMeeting session={session} featured={featured} place={small} onBack={backToMeeting} />,
    page.body,
  );
  small.addEventListener('pagehide', () => {
    stopFollowing();
    render(null, page.body);
    onClosed();
  });
  return close;
}
