// In the settings: what to do when nothing else helps against bad audio.
import { settingsTexts } from '../../language/texts/settings.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { DialInButton, useCanDialIn } from '../dialIn/DialInButton.tsx';
import { loadDialInParts } from '../dialIn/useDialInParts.ts';
import { useChunk } from '../useChunk.ts';

export function DialIn({ session, onCall }: { session: MeetingSession; onCall: () => void }) {
  const t = useTexts(settingsTexts);
  const canDialIn = useCanDialIn(session);
  // The code is loaded while the person reads.
  useChunk(loadDialInParts, canDialIn);
  if (!canDialIn) return null;
  return (
    <div class="settings-group">
      <p>{t.badSound}</p>
      <div class="buttons">
        <DialInButton session={session} onClick={onCall} />
      </div>
    </div>
  );
}
