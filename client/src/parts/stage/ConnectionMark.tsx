// Somebody's connection quality: three bars, and words if it is weak.
import type { ConnectionQuality } from '@distansmote/shared/signalling/shapes.ts';
import { Signal, SignalLow, SignalMedium, WifiOff } from 'lucide';
import { connectionTexts } from '../../language/texts/connection.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';

const BARS = { good: Signal, fair: SignalMedium, poor: SignalLow, lost: WifiOff };

export function ConnectionMark({ connection }: { connection: ConnectionQuality }) {
  const t = useTexts(connectionTexts);
  const isWeak = connection === 'poor' || connection === 'lost';
  return (
    <span class={`tile-connection is-${connection}`} title={t[connection]}>
      <Icon node={BARS[connection]} />
      <span class={isWeak ? 'tile-connection-words' : 'visually-hidden'}>{t[connection]}</span>
    </span>
  );
}
