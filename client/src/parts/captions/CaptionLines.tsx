// The lines of captions, newest last: at most two rows of each, and always the last words.
import { captionTexts } from '../../language/texts/captions.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { Captions } from '../../session/captions/captions.ts';
import { useStore } from '../useStore.ts';

export function CaptionLines({ captions }: { captions: Captions }) {
  const t = useTexts(captionTexts);
  const all = useStore(captions.store, (state) => state.lines);
  // Who is paid to write it is right, and a computer may be wrong.
  const written = all.filter(({ isWritten }) => isWritten);
  const lines = written.length > 0 ? written : all;
  return (
    // Whoever hears by a screen reader hears what is said: it is not to be read over that.
    <div class="caption-lines" aria-live="off">
      {lines.length === 0 && <p class="caption-nothing">{t.nothingYet}</p>}
      {lines.map(({ participantId, name, isWritten, lineId, text }, at) => (
        <p
          key={`${participantId} ${isWritten} ${lineId}`}
          class={isWritten ? 'caption-line is-written' : 'caption-line'}
        >
          {/* A captioner writes themselves who speaks. */}
          {!isWritten && (
            <span class="caption-name">
              {/* Once for what one says on end; whoever reads it aloud needs it each time. */}
              <bdi class={lines[at - 1]?.participantId === participantId ? 'visually-hidden' : ''}>
                {name}:
              </bdi>
            </span>
          )}{' '}
          <span class="caption-text" dir="auto">
            <span>{text}</span>
          </span>
        </p>
      ))}
    </div>
  );
}
