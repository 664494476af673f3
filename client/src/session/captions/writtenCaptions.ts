// What captioners write as real-time text, as lines of captions.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { ShownText } from '../liveText/shownText.ts';
import type { CaptionLine } from './captionLines.ts';

type WrittenLine = Omit<CaptionLine, 'name' | 'at'>;

/** @returns what to call after each change of what is shown, with what was shown before. */
export function followCaptioners(
  isCaptioner: (id: ParticipantId) => boolean,
  add: (line: WrittenLine) => void,
): (shown: ShownText, before: ShownText) => void {
  /** The number of the line that each is writing. */
  const numbers = new Map<ParticipantId, number>();

  return ({ lines, live }, before) => {
    const put = (id: ParticipantId, text: string, isFinal: boolean) => {
      const lineId = numbers.get(id) ?? 0;
      add({ participantId: id, isWritten: true, lineId, text, isFinal });
      if (isFinal) numbers.set(id, lineId + 1);
    };
    if (lines !== before.lines) {
      // What was written before this page came is only read in Direkttext.
      const known = before.at === 0 ? lines : before.lines;
      const last = known.at(-1)?.key;
      const news = lines.slice(lines.findLastIndex(({ key }) => key === last) + 1);
      for (const { id, isMine, text } of news) if (!isMine && isCaptioner(id)) put(id, text, true);
    }
    if (live === before.live) return;
    for (const { id, text } of live) {
      const former = before.live.find((one) => one.id === id);
      if (isCaptioner(id) && text !== former?.text) put(id, text, false);
    }
    // Erased to the last letter.
    for (const { id } of before.live)
      if (isCaptioner(id) && !live.some((one) => one.id === id)) put(id, '', false);
  };
}
