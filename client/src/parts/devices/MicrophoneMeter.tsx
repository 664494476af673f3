// Shows that the microphone picks up sound: a level bar, and words for everybody.
import { Mic } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { deviceTexts } from '../../language/texts/devices.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { LocalDevice } from '../../media/localMediaStore.ts';
import { Icon } from '../Icon.tsx';
import { watchSoundLevel } from './soundLevel.ts';

/** Speech at arm's length is above this, a fan or a hum below. */
const HEARD_LEVEL = 0.45;

/** While the microphone is off the bar remains, at rest. */
interface MicrophoneMeterProps {
  microphone: LocalDevice;
  /** Called when speech has been heard. */
  onHeard?: () => void;
}

export function MicrophoneMeter({ microphone, onHeard }: MicrophoneMeterProps) {
  const t = useTexts(deviceTexts);
  const bar = useRef<HTMLDivElement>(null);
  const [hasHeard, setHasHeard] = useState(false);
  const track = microphone.type === 'on' ? microphone.mediaTrack : undefined;
  const isOff = microphone.type === 'off' || microphone.type === 'muted';

  useEffect(() => {
    setHasHeard(false);
    if (!track) return undefined;
    const stop = watchSoundLevel(track, (level) => {
      bar.current?.style.setProperty('--level', level.toFixed(2));
      if (level <= HEARD_LEVEL) return;
      setHasHeard(true);
      onHeard?.();
    });
    return () => {
      stop();
      bar.current?.style.setProperty('--level', '0');
    };
  }, [track]);

  return (
    <div class="meter">
      <Icon node={Mic} />
      <div class="meter-track" aria-hidden="true">
        <div class="meter-level" ref={bar} />
      </div>
      <output class="meter-words">
        {track && (hasHeard ? t.heard : t.speak)}
        {isOff && t.microphoneOff}
      </output>
    </div>
  );
}
