// The meeting is open in another tab of this browser: it can be gone on with here.
import { useState } from 'preact/hooks';
import { endingTexts } from '../language/texts/ending.ts';
import { useTexts } from '../language/useTexts.ts';
import { CardPage } from '../parts/CardPage.tsx';

export function ElsewherePage({ onTakeOver }: { onTakeOver: () => Promise<void> }) {
  const t = useTexts(endingTexts);
  const [isWorking, setIsWorking] = useState(false);
  const takeOver = () => {
    if (isWorking) return;
    setIsWorking(true);
    void onTakeOver();
  };
  return (
    <CardPage title={t.alreadyInTitle} hasTestLink={false}>
      <p>{t.alreadyIn}</p>
      <div class="buttons">
        <button type="button" class="button" aria-disabled={isWorking} onClick={takeOver}>
          {t.continueHere}
        </button>
      </div>
    </CardPage>
  );
}
