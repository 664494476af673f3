// What is said, as text, over or under the pictures without hiding them; with how it looks, and what it is made by.
import { Settings2, X } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { captionTexts } from '../../language/texts/captions.ts';
import { useTexts } from '../../language/useTexts.ts';
import { captionersOf } from '../../session/captions/captioners.ts';
import { type CaptionedSession, captionsOf } from '../../session/captions/captions.ts';
import { Icon } from '../Icon.tsx';
import { useStore } from '../useStore.ts';
import { CaptionDisplay } from './CaptionDisplay.tsx';
import { CaptionLines } from './CaptionLines.tsx';

interface CaptionsViewProps {
  session: CaptionedSession;
  isInert: boolean;
}

export function CaptionsView({ session, isInert }: CaptionsViewProps) {
  const t = useTexts(captionTexts);
  const captions = captionsOf(session);
  const choices = useStore(captions.store, (state) => state.choices);
  const [isChoosing, setIsChoosing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <section
      class={`captions is-on-${choices.ground} is-at-${choices.place}`}
      aria-label={t.captions}
      style={{ '--caption-scale': choices.size / 100 }}
      inert={isInert}
    >
      <div class="captions-head">
        <p class="captions-maker">
          <Maker session={session} />
        </p>
        <button
          type="button"
          class="captions-button"
          ref={opener}
          aria-haspopup="dialog"
          title={t.display}
          aria-label={t.display}
          onClick={() => setIsChoosing(true)}
        >
          <Icon node={Settings2} />
        </button>
        <button
          type="button"
          class="captions-button"
          title={t.hide}
          aria-label={t.hide}
          onClick={() => captions.choose({ isShown: false })}
        >
          <Icon node={X} />
        </button>
      </div>
      <CaptionLines captions={captions} saysWriter />
      {isChoosing && (
        <CaptionDisplay
          captions={captions}
          onClose={() => {
            setIsChoosing(false);
            opener.current?.focus();
          }}
        />
      )}
      <KeepsFocus />
    </section>
  );
}

/** Who writes the text, or that a computer does. */
function Maker({ session }: { session: CaptionedSession }) {
  const t = useTexts(captionTexts);
  const writer = useStore(captionsOf(session).store, ({ lines }) =>
    lines.findLast(({ isWritten }) => isWritten),
  );
  const captioner = useStore(session.meeting, ({ others }) => captionersOf(others)[0]?.name);
  const made = useStore(session.meeting, ({ captions }) => captions);
  const name = writer?.name ?? (made === null ? captioner : undefined);
  if (name !== undefined) return <>{t.writtenBy({ name })}</>;
  if (made?.isFailing === true) return <strong>{t.failing}</strong>;
  return <>{t.byComputer}</>;
}

/** Whoever hides it by the keyboard goes on where it can be shown again. */
function KeepsFocus() {
  useLayoutEffect(
    () => () => {
      const { activeElement } = document;
      if (activeElement === null || activeElement === document.body)
        document.querySelector<HTMLElement>('[data-more]')?.focus();
    },
    [],
  );
  return null;
}
