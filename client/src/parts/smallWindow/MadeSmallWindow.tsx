// Makes the small window of this meeting, where the browser has one; it is closed when the view is gone.
import { useEffect, useState } from 'preact/hooks';
import { pictureInPictureKind } from '../../platform/pictureInPicture.ts';
import type { ItemKey } from '../../session/layout.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useChunk } from '../useChunk.ts';
import type { SmallWindow } from './smallWindow.ts';

const load = () => import('./smallWindow.ts');

interface MadeSmallWindowProps {
  session: MeetingSession;
  /** What this person has made large. */
  pinned: readonly ItemKey[];
  onMade: (made: SmallWindow) => void;
}

export function MadeSmallWindow({ session, pinned, onMade }: MadeSmallWindowProps) {
  const code = useChunk(load, pictureInPictureKind() !== 'nothing');
  const [smallWindow, setSmallWindow] = useState<SmallWindow>();
  useEffect(() => {
    if (!code) return undefined;
    const made = code.createSmallWindow(session);
    setSmallWindow(made);
    onMade(made);
    return made.stop;
  }, [code, session]);
  useEffect(() => smallWindow?.pin(pinned), [smallWindow, pinned]);
  return null;
}
