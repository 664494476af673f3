// The time of day in Sweden, which is the time that invitations name.
import { useEffect, useState } from 'preact/hooks';
import { hasPointInTime } from '../../language/formats.ts';
import { locale } from '../../language/locale.ts';
import { happeningTexts } from '../../language/texts/happening.ts';
import { useTexts } from '../../language/useTexts.ts';

const MINUTE_MS = 60_000;
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const here = new Intl.DateTimeFormat('sv-SE', CLOCK);
const inSweden = new Intl.DateTimeFormat('sv-SE', { ...CLOCK, timeZone: 'Europe/Stockholm' });

export function Clock() {
  const t = useTexts(happeningTexts);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), MINUTE_MS - (now % MINUTE_MS));
    return () => clearTimeout(timer);
  }, [now]);
  const time = inSweden.format(now);
  const isElsewhere = here.format(now) !== time;
  return (
    <p class="room-clock">
      {hasPointInTime(locale.get()) ? time.replace(':', '.') : time}
      {isElsewhere && ` ${t.swedishTime}`}
    </p>
  );
}
