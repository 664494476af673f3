// After the meeting: why one is out of it, and the way back where there is one.
import { entryTexts } from '../language/texts/entry.ts';
import { commonTexts } from '../language/texts/common.ts';
import { useTexts } from '../language/useTexts.ts';
import type { LeftReason } from '../meeting/meetingStore.ts';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';

interface LeftPageProps {
  reason: LeftReason;
  onJoinAgain: () => void;
}

export function LeftPage({ reason, onJoinAgain }: LeftPageProps) {
  const t = useTexts(entryTexts);
  const common = useTexts(commonTexts);
  const canJoinAgain = reason !== 'spaceDeleted';
  return (
    <PageFrame isNarrow>
      <div class="card stack">
        <PageHeading text={t[`${reason}Title`]} />
        <p>{t[reason]}</p>
        <div class="buttons">
          {canJoinAgain && (
            <button type="button" class="button" onClick={onJoinAgain}>
              {t.joinAgain}
            </button>
          )}
          <a class={`button ${canJoinAgain ? 'is-plain' : ''}`} href="/">
            {common.toStart}
          </a>
        </div>
      </div>
    </PageFrame>
  );
}
