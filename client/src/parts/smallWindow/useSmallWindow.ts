// The small window of this meeting, once its code is loaded; undefined where the browser has none.
import { useEffect, useState } from 'preact/hooks';
import { pictureInPictureKind } from '../../platform/pictureInPicture.ts';
import type { ItemKey } from '../../session/layout.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useChunk } from '../useChunk.ts';
import { useSoon } from '../useSoon.ts';
import type { SmallWindow } from './smallWindow.ts';

const load = () => import('./smallWindow.ts');

/** It is closed when the view is gone. */
export function useSmallWindow(
  session: MeetingSession,
  pinned: readonly ItemKey[],
): SmallWindow | undefined {
  const code = useChunk(load, useSoon() && pictureInPictureKind() !== 'nothing');
  const [smallWindow, setSmallWindow] = useState<SmallWindow>();
  useEffect(() => {
    if (!code) return undefined;
    const made = code.createSmallWindow(session);
    setSmallWindow(made);
    return made.stop;
  }, [code, session]);
  useEffect(() => smallWindow?.pin(pinned), [smallWindow, pinned]);
  return smallWindow;
}
