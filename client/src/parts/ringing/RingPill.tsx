// Over the pictures, for conveners: what has last come of a ring, in one line.
import type { RungCall } from '@distansmote/shared/signalling/ringing.ts';
import { PhoneCall } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ringingTexts } from '../../language/texts/ringing.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';
import { hasEnded, stateWords } from './ringStates.ts';

const SHOWN_MS = 15_000;
/** By then the dialog by which somebody is rung has closed: nothing that changes behind it is read out. */
const CLOSED_WITHIN_MS = 500;

interface RingPillProps {
  calls: readonly RungCall[];
  /** Something else stands there. */
  isHidden: boolean;
  /** What has changed, in words for who does not see it. */
  onNews: (words: string) => void;
  onShowPeople: () => void;
}

export function RingPill({ calls, isHidden, onNews, onShowPeople }: RingPillProps) {
  const t = useTexts(ringingTexts);
  useLastNews(calls, onNews);
  // Whoever has come in is seen, and announced as others are.
  const last = useNotPutAway(calls.findLast(({ state }) => state !== 'entered'));
  if (!last || isHidden) return null;
  return (
    <div class="lobby-pill">
      <Icon node={PhoneCall} />
      <button type="button" class="button is-quiet lobby-pill-words" onClick={onShowPeople}>
        {t.newsOf({ name: last.name, what: stateWords(t, last.state) })}
      </button>
    </div>
  );
}

/** What has ended is in the list of people; here it is shown for a while. */
function useNotPutAway(call: RungCall | undefined): RungCall | undefined {
  const [gone, setGone] = useState<string>();
  const key = call && `${call.id} ${call.state}`;
  const isOver = call !== undefined && hasEnded(call);
  useEffect(() => {
    if (!isOver) return undefined;
    const timer = setTimeout(() => setGone(key), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [key]);
  return isOver && gone === key ? undefined : call;
}

function useLastNews(calls: readonly RungCall[], onNews: (words: string) => void): void {
  const t = useTexts(ringingTexts);
  const before = useRef(new Map<string, RungCall['state']>());
  useEffect(() => {
    const changed = calls.findLast(({ id, state }) => before.current.get(id) !== state);
    before.current = new Map(calls.map(({ id, state }) => [id, state]));
    if (changed === undefined || changed.state === 'entered') return;
    const words = t.newsOf({ name: changed.name, what: stateWords(t, changed.state) });
    setTimeout(() => onNews(words), CLOSED_WITHIN_MS);
  }, [calls]);
}
