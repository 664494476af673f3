// In the settings: what to do when nothing helps against bad sound.
import { settingsTexts } from '../../language/texts/settings.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../meeting/meetingSession.ts';
import { CallInsteadButton, useCanCallInstead } from '../ownPhone/CallInsteadButton.tsx';

export function CallInstead({ session, onCall }: { session: MeetingSession; onCall: () => void }) {
  const t = useTexts(settingsTexts);
  if (!useCanCallInstead(session)) return null;
  return (
    <div class="settings-group">
      <p>{t.badSound}</p>
      <div class="buttons">
        <CallInsteadButton session={session} onClick={onCall} />
      </div>
    </div>
  );
}
