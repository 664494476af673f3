// Asks what only those who moderate the meeting may, and knows whether the last thing asked has failed.
import { useCallback, useState } from 'preact/hooks';
import type { MeetingSession } from '../../session/meetingSession.ts';

export function useModeration({ moderate }: MeetingSession) {
  const [hasFailed, setHasFailed] = useState(false);
  const ask: typeof moderate = useCallback(
    (name, body) => {
      setHasFailed(false);
      const asked = moderate(name, body);
      asked.catch(() => setHasFailed(true));
      return asked;
    },
    [moderate],
  );
  const tell: (...asked: Parameters<typeof moderate>) => void = useCallback(
    (name, body) => void ask(name, body).catch(() => undefined),
    [ask],
  );
  return { hasFailed, tell };
}
