// Real-time text with a column for each person, as those who read with their fingers follow it.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { liveTextTexts } from '../../language/texts/liveText.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { ShownLine } from '../../session/liveText/shownText.ts';
import { BegunLine, EndedLine, type LinesProps } from './LiveLines.tsx';

interface Column {
  id: ParticipantId;
  name: string;
  isMine: boolean;
  lines: ShownLine[];
}

export function LiveColumns({ lines, live }: LinesProps) {
  const t = useTexts(liveTextTexts);
  const columns = new Map<ParticipantId, Column>();
  for (const line of lines) {
    const column = columns.get(line.id);
    if (column === undefined) columns.set(line.id, { ...line, lines: [line] });
    else column.lines.push(line);
  }
  for (const { id, name } of live)
    if (!columns.has(id)) columns.set(id, { id, name, isMine: false, lines: [] });
  return (
    <div class="live-columns">
      {[...columns.values()].map(({ id, name, isMine, lines: own }) => (
        <div key={id} class="live-column">
          <h3>
            <bdi>{isMine ? t.mine : name}</bdi>
          </h3>
          <div class="live-lines" role="log" aria-label={isMine ? t.mine : name}>
            {own.map((line) => (
              <EndedLine key={line.key} line={line} />
            ))}
          </div>
          <div class="live-lines" aria-live="off">
            {live
              .filter((one) => one.id === id)
              .map((one) => (
                <BegunLine key={one.id} {...one} />
              ))}
          </div>
        </div>
      ))}
    </div>
  );
}
