// Over the pictures, for conveners: what has last come of a ring, in one line; and the same for who does not see it.
import type { RungCall } from '@distansmote/shared/signalling/ringing.ts';
import { PhoneCall } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ringingTexts } from '../../language/texts/ringing.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';
import { hasEnded, stateWords } from './ringStates.ts';

const SHOWN_MS = 15_000;

interface RingPillProps {
  calls: readonly RungCall[];
  /** Something else stands there. */
  isHidden: boolean;
  onShowPeople: () => void;
}

export function RingPill({ calls, isHidden, onShowPeople }: RingPillProps) {
  const t = useTexts(ringingTexts);
  const said = useLastNews(calls);
  // Whoever has come in is seen, and announced as others are.
  const last = useNotPutAway(calls.findLast(({ state }) => state !== 'entered'));
  return (
    <>
      <output class="visually-hidden">{said}</output>
      {last && !isHidden && (
        <div class="lobby-pill">
          <Icon node={PhoneCall} />
          <button type="button" class="button is-quiet lobby-pill-words" onClick={onShowPeople}>
            {t.newsOf({ name: last.name, what: stateWords(t, last.state) })}
          </button>
        </div>
      )}
    </>
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

/** What has changed last, in words. */
function useLastNews(calls: readonly RungCall[]): string {
  const t = useTexts(ringingTexts);
  const before = useRef(new Map<string, RungCall['state']>());
  const [said, setSaid] = useState('');
  useEffect(() => {
    const changed = calls.findLast(({ id, state }) => before.current.get(id) !== state);
    before.current = new Map(calls.map(({ id, state }) => [id, state]));
    if (changed === undefined || changed.state === 'entered') return;
    setSaid(t.newsOf({ name: changed.name, what: stateWords(t, changed.state) }));
  }, [calls]);
  return said;
}
