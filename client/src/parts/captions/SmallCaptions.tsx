// The words that are said, in the small window over other programs.
import { captionTexts } from '../../language/texts/captions.ts';
import { useTexts } from '../../language/useTexts.ts';
import { hasCaptions } from '../../session/captions/captioners.ts';
import { type CaptionedSession, captionsOf } from '../../session/captions/captions.ts';
import { useStore } from '../useStore.ts';
import { CaptionLines } from './CaptionLines.tsx';

export function SmallCaptions({ session }: { session: CaptionedSession }) {
  const t = useTexts(captionTexts);
  const captions = captionsOf(session);
  const { isShown, ground, size } = useStore(captions.store, (state) => state.choices);
  const isOn = useStore(session.meeting, hasCaptions);
  if (!isShown || !isOn) return null;
  return (
    <section
      class={`captions is-small is-on-${ground}`}
      aria-label={t.captions}
      style={{ '--caption-scale': size / 100 }}
    >
      <CaptionLines captions={captions} saysWriter={false} />
    </section>
  );
}
