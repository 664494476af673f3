// The meeting is open in another tab of this browser: it can be gone on with here.
import { useState } from 'preact/hooks';
import { entryTexts } from '../language/texts/entry.ts';
import { useTexts } from '../language/useTexts.ts';
import { CardPage } from '../parts/CardPage.tsx';

export function ElsewherePage({ onTakeOver }: { onTakeOver: () => Promise<void> }) {
  const t = useTexts(entryTexts);
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
