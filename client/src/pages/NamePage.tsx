// The page before the meeting: name and profession, and a preview of camera and microphone.
import { groupDigits } from '@distansmote/shared/callId.ts';
import { entryTexts } from '../language/texts/entry.ts';
import { startTexts } from '../language/texts/start.ts';
import { useTexts } from '../language/useTexts.ts';
import type { MeetingSession } from '../session/meetingSession.ts';
import type { JoinProblem } from '../session/sessionState.ts';
import { DeviceEventNotices } from '../parts/devices/DeviceEventNotices.tsx';
import { DeviceNotices } from '../parts/devices/DeviceNotices.tsx';
import { DevicePreview } from '../parts/devices/DevicePreview.tsx';
import { deviceTroubles } from '../parts/devices/deviceTrouble.ts';
import { NameForm } from '../parts/NameForm.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { PhoneHint } from '../parts/PhoneHint.tsx';
import { useChunk } from '../parts/useChunk.ts';
import { useStore } from '../parts/useStore.ts';

const loadUnchecked = async () => (await import('./LobbyPage.tsx')).UncheckedNumber;

interface NamePageProps {
  session: MeetingSession;
  isJoining: boolean;
  problem: JoinProblem | undefined;
  /** To confirm the invitation without joining; absent during a join. */
  onConfirm?: () => void;
}

export function NamePage({ session, isJoining, problem, onConfirm }: NamePageProps) {
  const t = useTexts(entryTexts);
  const start = useTexts(startTexts);
  const meetingName = useStore(session.meeting, (state) => state.meetingName);
  const callId = useStore(session.meeting, (state) => state.callId);
  const isUnchecked = useStore(session.meeting, (state) => !state.isNumberChecked);
  const devices = useStore(session.localMedia, (state) => state);
  const Unchecked = useChunk(loadUnchecked, isUnchecked);

  return (
    <PageFrame>
      <div class="entry">
        <div class="entry-heading">
          <PageHeading text={meetingName || t.yourMeeting} />
          <p class="soft">
            {start.callId} <span class="digits">{groupDigits(callId)}</span>
          </p>
        </div>
        <div class="entry-columns">
          <div class="entry-notices" aria-live="polite">
            {Unchecked && <Unchecked />}
            <DeviceEventNotices devices={session.devices} />
            <DeviceNotices
              troubles={deviceTroubles(devices)}
              onTryAgain={() => session.retryDevices()}
              instead={
                devices.microphone.type === 'failed' && <PhoneHint meeting={session.meeting} />
              }
            />
          </div>
          <NameForm
            isJoining={isJoining}
            meeting={session.meeting}
            problem={problem}
            onJoin={(entrant) => void session.join(entrant)}
          />
          <DevicePreview session={session} />
          {onConfirm && !isUnchecked && (
            <p class="soft entry-later">
              {t.notNow}{' '}
              <button type="button" class="button is-quiet" onClick={onConfirm}>
                {t.confirmInvitation}
              </button>
            </p>
          )}
        </div>
      </div>
    </PageFrame>
  );
}
