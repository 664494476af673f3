// Real-time text in one flow: the lines in the order in which they ended, and below them those that are being written.
import { liveTextTexts } from '../../language/texts/liveText.ts';
import { useTexts } from '../../language/useTexts.ts';
import { BegunLine, EndedLine, type LinesProps } from './LiveLines.tsx';

export function LiveFlow({ lines, live }: LinesProps) {
  const t = useTexts(liveTextTexts);
  return (
    <div class="live-flow">
      <div class="live-lines" role="log" aria-label={t.log}>
        {lines.map((line) => (
          <EndedLine key={line.key} line={line} />
        ))}
      </div>
      <div class="live-lines" aria-live="off">
        {live.map((one) => (
          <BegunLine key={one.id} {...one} />
        ))}
      </div>
    </div>
  );
}
