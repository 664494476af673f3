// The lines of captions, newest last: at most two rows of each, and always the last words.
import { captionTexts } from '../../language/texts/captions.ts';
import { useTexts } from '../../language/useTexts.ts';
import { lineKey, readLines } from '../../session/captions/captionLines.ts';
import type { Captions } from '../../session/captions/captions.ts';
import { useStore } from '../useStore.ts';
import { CaptionLog } from './CaptionLog.tsx';

interface CaptionLinesProps {
  captions: Captions;
  /** Whether the writer of the latest line is named beside them. */
  saysWriter: boolean;
}

export function CaptionLines({ captions, saysWriter }: CaptionLinesProps) {
  const t = useTexts(captionTexts);
  const all = useStore(captions.store, (state) => state.lines);
  const isReadOut = useStore(captions.store, ({ choices }) => choices.isReadOut);
  const lines = readLines(all, saysWriter);
  return (
    <>
      {/* Whoever hears by a screen reader hears what is said: it is not read over that unless they want it. */}
      <div class="caption-lines" aria-live="off" aria-hidden={isReadOut}>
        {lines.length === 0 && <p class="caption-nothing">{t.nothingYet}</p>}
        {lines.map(({ line, isNamed }) => (
          <p
            key={lineKey(line)}
            class={line.isWritten ? 'caption-line is-written' : 'caption-line'}
          >
            {isNamed && (
              // On each: the first of what one says on end may have scrolled away.
              <span class="caption-name">
                <bdi>{line.name}</bdi>:
              </span>
            )}{' '}
            <span class="caption-text" dir="auto">
              <span>{line.text}</span>
            </span>
          </p>
        ))}
      </div>
      {isReadOut && <CaptionLog label={t.captions} lines={lines} />}
    </>
  );
}
