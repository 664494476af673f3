// When a meeting begins and opens, for somebody who is early; it opens by itself, and can be put into a calendar.
import { groupDigits } from '@distansmote/shared/callId.ts';
import { CalendarPlus } from 'lucide';
import { useEffect } from 'preact/hooks';
import { clockTime, dayAndTime, isElsewhere } from '../language/meetingTime.ts';
import { earlyTexts } from '../language/texts/early.ts';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { useTexts } from '../language/useTexts.ts';
import { saveFile } from '../platform/saveFile.ts';
import { calendarFile } from '../session/calendarFile.ts';
import { guestSecretOf } from '../session/guestSecret.ts';
import type { MeetingSession } from '../session/meetingSession.ts';
import { Icon } from './Icon.tsx';

/** The clock here may be wrong, and the time be changed: asked now and then before it, and often once it has come. */
const ASK_AT_LEAST_EVERY_MS = 120_000;
const ASK_AT_MOST_EVERY_MS = 20_000;
/** So that not everybody who waits asks in the same second. */
const SPREAD_MS = 5_000;

interface EarlyTimesProps {
  session: MeetingSession;
  /** ISO 8601, as below. */
  opensAt: string;
  startsAt: string;
}

export function EarlyTimes({ session, opensAt, startsAt }: EarlyTimesProps) {
  const t = useTexts(earlyTexts);
  const common = useTexts(everywhereTexts);
  useOpening(session, opensAt);
  const [begins, opens] = [dayAndTime(startsAt), clockTime(opensAt)];
  // Before midnight it opens the day before.
  const isSameDay = dayAndTime(opensAt).startsWith(begins.slice(0, -opens.length));
  const time = isElsewhere(startsAt) ? t.swedish({ time: begins }) : begins;

  const save = () => {
    const { callId, meetingName, phoneNumber } = session.meeting.getState();
    const secret = guestSecretOf(callId);
    const description = [
      t.calendarCallId({ callId: groupDigits(callId) }),
      ...(phoneNumber === null ? [] : [t.calendarPhone({ phoneNumber })]),
    ].join('\n');
    const text = calendarFile(
      {
        callId,
        startsAt,
        title: meetingName || t.calendarTitle,
        description,
        // Whoever came by the link has it again in their calendar; nobody else gets it.
        url: `${location.origin}/meeting/${callId}${secret === undefined ? '' : `#${secret}`}`,
      },
      new Date(),
    );
    saveFile(new File([text], `${callId}.ics`, { type: 'text/calendar' }));
  };

  return (
    <>
      <p>{t.opens({ time, opens: isSameDay ? opens : dayAndTime(opensAt) })}</p>
      <div class="buttons">
        <button type="button" class="button is-plain" onClick={save}>
          <Icon node={CalendarPlus} />
          {t.calendar}
        </button>
        <a class="button is-plain" href="/equipment">
          {common.testEquipment}
        </a>
      </div>
    </>
  );
}

function useOpening(session: MeetingSession, opensAt: string): void {
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout>;
    let isGone = false;
    const wait = () => {
      if (isGone) return;
      const left = new Date(opensAt).getTime() - Date.now();
      const ms = Math.min(Math.max(left, ASK_AT_MOST_EVERY_MS), ASK_AT_LEAST_EVERY_MS);
      waiting = setTimeout(() => void session.tryOpen().then(wait), ms + Math.random() * SPREAD_MS);
    };
    wait();
    return () => {
      isGone = true;
      clearTimeout(waiting);
    };
  }, [session, opensAt]);
}
