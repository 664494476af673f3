// The page before the meeting: name and profession, and a preview of camera and microphone.
import { groupDigits } from '@distansmote/shared/callId.ts';
import { entryTexts } from '../language/texts/entry.ts';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { startTexts } from '../language/texts/start.ts';
import { useTexts } from '../language/useTexts.ts';
import type { MeetingSession } from '../session/meetingSession.ts';
import type { JoinProblem } from '../session/sessionState.ts';
import { DevicePreview } from '../parts/devices/DevicePreview.tsx';
import { NameForm } from '../parts/NameForm.tsx';
import { FaultNotice } from '../parts/FaultNotice.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { useChunk } from '../parts/useChunk.ts';
import { useStore } from '../parts/useStore.ts';
import { useTroubles } from './useTroubles.ts';

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
  const common = useTexts(everywhereTexts);
  const meetingName = useStore(session.meeting, (state) => state.meetingName);
  const callId = useStore(session.meeting, (state) => state.callId);
  const isUnchecked = useStore(session.meeting, (state) => !state.isNumberChecked);
  const isStaff = useStore(session.meeting, (state) => state.ownName !== '');
  const devices = useStore(session.localMedia, (state) => state);
  const Unchecked = useChunk(loadUnchecked, isUnchecked);
  const hasEvents = useStore(session.devices.events, ({ events }) => events.length > 0);
  const isFailed = [devices.camera, devices.microphone].some(({ type }) => type === 'failed');
  const troubles = useTroubles(problem ?? (isFailed || hasEvents));

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
            {troubles && (
              <>
                <troubles.DeviceEventNotices devices={session.devices} />
                <troubles.DeviceNotices
                  troubles={troubles.deviceTroubles(devices)}
                  onTryAgain={() => session.retryDevices()}
                  instead={
                    devices.microphone.type === 'failed' && (
                      <troubles.PhoneHint meeting={session.meeting} />
                    )
                  }
                />
              </>
            )}
          </div>
          <NameForm
            isJoining={isJoining}
            meeting={session.meeting}
            problem={
              problem && (
                <>
                  {troubles && (
                    <troubles.JoinProblemNotice problem={problem} meeting={session.meeting} />
                  )}
                  {/* Without the network that code cannot be fetched either. */}
                  {troubles === null && <FaultNotice>{common.unreachable}</FaultNotice>}
                </>
              )
            }
            onJoin={(entrant) => void session.join(entrant)}
          />
          <DevicePreview session={session} />
          {onConfirm && !isUnchecked && !isStaff && (
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
