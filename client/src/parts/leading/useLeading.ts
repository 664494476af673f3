// Asks what only those who lead the meeting may, and knows whether the last thing asked has failed.
import { useCallback, useState } from 'preact/hooks';
import type { MeetingSession } from '../../session/meetingSession.ts';

export function useLeading({ lead }: MeetingSession) {
  const [hasFailed, setHasFailed] = useState(false);
  const ask: typeof lead = useCallback(
    (name, body) => {
      setHasFailed(false);
      const asked = lead(name, body);
      asked.catch(() => setHasFailed(true));
      return asked;
    },
    [lead],
  );
  const tell: (...asked: Parameters<typeof lead>) => void = useCallback(
    (name, body) => void ask(name, body).catch(() => undefined),
    [ask],
  );
  return { hasFailed, tell };
}
