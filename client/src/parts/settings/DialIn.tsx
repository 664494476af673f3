// In the settings: what to do when nothing helps against bad sound.
import { settingsTexts } from '../../language/texts/settings.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { DialInButton, useCanDialIn } from '../linkedPhone/DialInButton.tsx';
import { loadLinkedPhoneParts } from '../linkedPhone/useLinkedPhoneParts.ts';
import { useChunk } from '../useChunk.ts';

export function DialIn({ session, onCall }: { session: MeetingSession; onCall: () => void }) {
  const t = useTexts(settingsTexts);
  const canDialIn = useCanDialIn(session);
  // While one reads there is time to fetch it.
  useChunk(loadLinkedPhoneParts, canDialIn);
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
