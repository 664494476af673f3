// Captions in the menu Mer: shown or not, to this person, where there are some.
import { Captions } from 'lucide';
import { captionTexts } from '../../language/texts/captions.ts';
import { useTexts } from '../../language/useTexts.ts';
import { hasCaptions } from '../../session/captions/captioners.ts';
import { type CaptionedSession, captionsOf } from '../../session/captions/captions.ts';
import { MoreItem } from '../room/MoreItem.tsx';
import { useStore } from '../useStore.ts';

interface CaptionsItemProps {
  session: CaptionedSession;
  onDone: () => void;
}

export function CaptionsItem({ session, onDone }: CaptionsItemProps) {
  const t = useTexts(captionTexts);
  const captions = captionsOf(session);
  const isOn = useStore(session.meeting, hasCaptions);
  const isShown = useStore(captions.store, (state) => state.choices.isShown);
  if (!isOn) return null;
  return (
    <MoreItem
      icon={Captions}
      isOn={isShown}
      what={t.captionsWhat}
      onClick={() => {
        captions.choose({ isShown: !isShown });
        // What is chosen shows itself in the meeting.
        onDone();
      }}
    >
      {t.captions}
    </MoreItem>
  );
}
