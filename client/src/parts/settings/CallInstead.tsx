// In the settings: what to do when nothing helps against bad sound.
import { settingsTexts } from '../../language/texts/settings.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { CallInsteadButton, useCanCallInstead } from '../ownPhone/CallInsteadButton.tsx';
import { loadOwnPhoneParts } from '../ownPhone/useOwnPhoneParts.ts';
import { useChunk } from '../useChunk.ts';

export function CallInstead({ session, onCall }: { session: MeetingSession; onCall: () => void }) {
  const t = useTexts(settingsTexts);
  const canCallInstead = useCanCallInstead(session);
  // While one reads there is time to fetch it.
  useChunk(loadOwnPhoneParts, canCallInstead);
  if (!canCallInstead) return null;
  return (
    <div class="settings-group">
      <p>{t.badSound}</p>
      <div class="buttons">
        <CallInsteadButton session={session} onClick={onCall} />
      </div>
    </div>
  );
}
