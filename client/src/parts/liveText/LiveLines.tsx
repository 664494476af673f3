// Lines of real-time text: those that have ended, and those that are being written. Each letter read out would be noise.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { withoutExcessMarks } from '@distansmote/shared/signalling/messageText.ts';
import { GAP } from '@distansmote/shared/signalling/t140.ts';
import { liveTextTexts } from '../../language/texts/liveText.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { ShownLine } from '../../session/liveText/shownText.ts';
import { memo } from '../memo.ts';

export interface NamedLive {
  id: ParticipantId;
  name: string;
  text: string;
}

export interface LinesProps {
  lines: readonly ShownLine[];
  live: readonly NamedLive[];
}

export const EndedLine = memo(function EndedLine({ line }: { line: ShownLine }) {
  const t = useTexts(liveTextTexts);
  const { name, isMine, text } = line;
  if (name === '' && text === GAP) return <p class="live-line soft">{t.gap}</p>;
  return (
    <p class={`live-line ${isMine ? 'is-mine' : ''}`}>
      <span class="live-line-name">
        <bdi>{isMine ? t.mine : name}</bdi>
      </span>{' '}
      <span class="live-line-text" dir="auto">
        {withoutExcessMarks(text)}
      </span>
    </p>
  );
});

export function BegunLine({ name, text }: NamedLive) {
  return (
    <p class="live-line is-live">
      <span class="live-line-name">
        <bdi>{name}</bdi>
      </span>{' '}
      <span class="live-line-text" dir="auto">
        {withoutExcessMarks(text)}
      </span>
    </p>
  );
}
