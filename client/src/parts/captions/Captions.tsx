// Captions beside the pictures, where there are some and this person wants them.
import { hasCaptions } from '../../session/captions/captioners.ts';
import type { CaptionedSession } from '../../session/captions/captions.ts';
import { useStore } from '../useStore.ts';
import { useCaptionParts } from './useCaptionParts.ts';

interface CaptionsProps {
  session: CaptionedSession;
  isInert: boolean;
}

export function Captions({ session, isInert }: CaptionsProps) {
  const parts = useCaptionParts(session.meeting);
  if (!parts) return null;
  return <Wanted parts={parts} session={session} isInert={isInert} />;
}

type Parts = NonNullable<ReturnType<typeof useCaptionParts>>;

function Wanted({ parts, ...props }: CaptionsProps & { parts: Parts }) {
  const { session } = props;
  const isOn = useStore(session.meeting, hasCaptions);
  const isShown = useStore(parts.captionsOf(session).store, (state) => state.choices.isShown);
  return isOn && isShown ? <parts.CaptionsView {...props} /> : null;
}
