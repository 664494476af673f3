// Tells everybody that a computer writes what is said, since when somebody has started it, or that a captioner does; and how to
// read it.
import { Captions } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { captionTexts } from '../../language/texts/captions.ts';
import { useTexts } from '../../language/useTexts.ts';
import { captionersOf } from '../../session/captions/captioners.ts';
import { type CaptionedSession, captionsOf } from '../../session/captions/captions.ts';
import { Icon } from '../Icon.tsx';
import { Notice } from '../Notice.tsx';
import { useStore } from '../useStore.ts';

const STOPPED_MS = 10_000;

export function CaptionsNotice({ session }: { session: CaptionedSession }) {
  const t = useTexts(captionTexts);
  const { meeting } = session;
  const captions = captionsOf(session);
  const startedBy = useStore(meeting, (state) => state.captions?.startedBy);
  const stoppedBy = useStore(meeting, (state) => state.captionsStoppedBy);
  const captioner = useStore(meeting, ({ others }) => captionersOf(others)[0]?.name);
  const isMine = useStore(meeting, ({ me }) => me?.name === startedBy);
  const isShown = useStore(captions.store, (state) => state.choices.isShown);
  /** What has been put away: each comes again when it begins again. */
  const [putAway, setPutAway] = useState<'computer' | 'captioner'>();
  const what = startedBy !== undefined ? 'computer' : captioner && 'captioner';
  useEffect(() => {
    if (putAway !== undefined && what !== putAway) setPutAway(undefined);
  }, [what]);
  const forgetStop = () => meeting.setState({ captionsStoppedBy: undefined });
  useEffect(() => {
    if (stoppedBy === undefined) return undefined;
    const gone = setTimeout(forgetStop, STOPPED_MS);
    return () => clearTimeout(gone);
  }, [stoppedBy]);

  const show = !isShown && (
    <button
      type="button"
      class="button"
      onClick={() => {
        captions.choose({ isShown: true });
        setPutAway(what || undefined);
      }}
    >
      <Icon node={Captions} />
      {t.show}
    </button>
  );
  if (stoppedBy !== undefined && what !== 'computer')
    return (
      <Notice tone="calm" onClose={forgetStop}>
        <p>{t.stopped({ name: stoppedBy })}</p>
      </Notice>
    );
  if (what === putAway) return null;
  if (startedBy !== undefined)
    return (
      <Notice
        tone="calm"
        title={isMine ? t.startedByMe : t.started({ name: startedBy })}
        onClose={() => setPutAway('computer')}
      >
        <p>{t.byComputerWhat}</p>
        {show}
      </Notice>
    );
  if (captioner === undefined || !show) return null;
  return (
    <Notice
      tone="calm"
      title={t.writes({ name: captioner })}
      onClose={() => setPutAway('captioner')}
    >
      {show}
    </Notice>
  );
}
