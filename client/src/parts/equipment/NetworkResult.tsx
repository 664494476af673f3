// Each path to the media server, what it carries, and what that means for a meeting.
import { CircleCheck, CircleDashed, CircleX, LoaderCircle, TriangleAlert } from 'lucide';
import { verdictOf, type PathState } from '../../equipment/judgement.ts';
import type { NetworkTest } from '../../equipment/networkTest.ts';
import { equipmentTexts } from '../../language/texts/equipment.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';
import { Notice } from '../Notice.tsx';
import { useStore } from '../useStore.ts';
import { measuredWords } from './measuredWords.ts';

interface NetworkResultProps {
  network: NetworkTest;
  onAgain: () => void;
}

const titles = {
  going: ['goingTitle', 'going'],
  good: ['goodTitle', 'goodWhat'],
  byDetour: ['byDetourTitle', 'byDetour'],
  weak: ['weakTitle', 'weak'],
  blocked: ['blockedTitle', 'blockedWhat'],
  unreachable: ['unreachableTitle', 'unreachable'],
  tooMany: ['tooManyTitle', 'tooMany'],
  browserUnsupported: ['browserUnsupportedTitle', 'browserUnsupported'],
  failed: ['failedTitle', 'failed'],
} as const;

export function NetworkResult({ network, onAgain }: NetworkResultProps) {
  const t = useTexts(equipmentTexts);
  const { paths, problem, phoneNumber } = useStore(network.store, (state) => state);
  const outcome = problem ?? verdictOf(paths);
  const [title, what] = titles[outcome];
  const isWell = outcome === 'going' || outcome === 'good' || outcome === 'byDetour';
  return (
    <section class="card stack-tight" aria-labelledby="network-heading">
      <h2 id="network-heading">{t.network}</h2>
      <p class="soft">{t.networkWhat}</p>
      <ul class="ways">
        {[...paths].map(([path, state]) => (
          <li key={path} class={`way is-${problem && isGoing(state) ? 'waiting' : lookOf(state)}`}>
            <Icon node={icons[problem && isGoing(state) ? 'waiting' : lookOf(state)]} />
            <div>
              <p>
                <span class="way-name">{t[path]}</span>{' '}
                {t[state.type === 'works' ? state.quality : state.type]}
              </p>
              {state.type === 'works' && <p class="soft way-measured">{measuredWords(state, t)}</p>}
            </div>
          </li>
        ))}
      </ul>
      <div aria-live="polite">
        <Notice tone={isWell ? 'calm' : 'caution'} title={t[title]}>
          <p>{t[what]}</p>
          {!isWell && phoneNumber && <p>{t.byPhone({ phoneNumber })}</p>}
        </Notice>
      </div>
      {outcome !== 'going' && outcome !== 'browserUnsupported' && (
        <div class="buttons">
          <button type="button" class="button is-plain" onClick={onAgain}>
            {t.networkAgain}
          </button>
        </div>
      )}
    </section>
  );
}

const icons = {
  waiting: CircleDashed,
  tried: LoaderCircle,
  blocked: CircleX,
  good: CircleCheck,
  fair: CircleCheck,
  poor: TriangleAlert,
};

const lookOf = (state: PathState) => (state.type === 'works' ? state.quality : state.type);
const isGoing = ({ type }: PathState) => type === 'tried' || type === 'waiting';
