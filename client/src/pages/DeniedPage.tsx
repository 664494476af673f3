// After the lobby, for somebody a convener has denied: when they may knock again.
import { useEffect, useState } from 'preact/hooks';
import { endingTexts } from '../language/texts/ending.ts';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { lobbyTexts } from '../language/texts/lobby.ts';
import { useTexts } from '../language/useTexts.ts';
import { CardPage } from '../parts/CardPage.tsx';

interface DeniedPageProps {
  /** Absent: at once. */
  retryAfterSeconds?: number;
  onJoinAgain: () => void;
}

export function DeniedPage({ retryAfterSeconds = 0, onJoinAgain }: DeniedPageProps) {
  const t = useTexts(lobbyTexts);
  const ending = useTexts(endingTexts);
  const common = useTexts(everywhereTexts);
  const [isEarly, setIsEarly] = useState(retryAfterSeconds > 0);
  useEffect(() => {
    const waiting = setTimeout(setIsEarly, retryAfterSeconds * 1000, false);
    return () => clearTimeout(waiting);
  }, [retryAfterSeconds]);
  return (
    <CardPage title={t.turnedAway}>
      <p>{t.turnedAwayWhy}</p>
      {isEarly && <p>{t.retryAfter({ seconds: retryAfterSeconds })}</p>}
      <div class="buttons">
        {!isEarly && (
          <button type="button" class="button" onClick={onJoinAgain}>
            {ending.joinAgain}
          </button>
        )}
        <a class="button is-plain" href="/">
          {common.toStart}
        </a>
      </div>
    </CardPage>
  );
}
