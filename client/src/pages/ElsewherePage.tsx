// The meeting is open in another tab of this browser: it can be gone on with here.
import { useState } from 'preact/hooks';
import { entryTexts } from '../language/texts/entry.ts';
import { useTexts } from '../language/useTexts.ts';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';

export function ElsewherePage({ onTakeOver }: { onTakeOver: () => Promise<void> }) {
  const t = useTexts(entryTexts);
  const [isWorking, setIsWorking] = useState(false);
  const takeOver = () => {
    if (isWorking) return;
    setIsWorking(true);
    void onTakeOver();
  };
  return (
    <PageFrame isNarrow hasTestLink={false}>
      <div class="card stack">
        <PageHeading text={t.alreadyInTitle} />
        <p>{t.alreadyIn}</p>
        <div class="buttons">
          <button type="button" class="button" aria-disabled={isWorking} onClick={takeOver}>
            {t.continueHere}
          </button>
        </div>
      </div>
    </PageFrame>
  );
}
