// Sends a convener's requests, and knows whether the last one failed.
import { useCallback, useState } from 'preact/hooks';
import type { MeetingSession } from '../../session/meetingSession.ts';

export type Moderation = ReturnType<typeof useModeration>;

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
  return { hasFailed, ask, tell };
}
