// The finished lines of captions, for a screen reader and its braille display: each is told once, and stays to be read again.
import { useEffect, useState } from 'preact/hooks';
import { lineKey, type ReadLine } from '../../session/captions/captionLines.ts';

/** Who reads with their fingers is slower than what is said. */
const KEPT_LINES = 20;

interface CaptionLogProps {
  label: string;
  lines: readonly ReadLine[];
}

export function CaptionLog({ label, lines }: CaptionLogProps) {
  const [finished, setFinished] = useState<readonly ReadLine[]>([]);
  useEffect(() => {
    setFinished((before) => {
      const known = new Set(before.map(({ line }) => lineKey(line)));
      const added = lines.filter(({ line }) => line.isFinal && !known.has(lineKey(line)));
      return added.length === 0 ? before : [...before, ...added].slice(-KEPT_LINES);
    });
  }, [lines]);
  return (
    <div class="visually-hidden" role="log" aria-label={label}>
      {finished.map(({ line, isNamed }) => (
        <p key={lineKey(line)} dir="auto">
          {isNamed && (
            <>
              <bdi>{line.name}</bdi>:{' '}
            </>
          )}
          {line.text}
        </p>
      ))}
    </div>
  );
}
