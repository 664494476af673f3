// The button that turns camera or microphone on or off, with its state in words.
import { Mic, MicOff, Video, VideoOff } from 'lucide';
import type { LocalDevice } from '../../media/localMediaStore.ts';
import { deviceTexts } from '../../language/texts/devices.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';
import { usePushToTalk } from './usePushToTalk.ts';

interface DeviceToggleProps {
  device: 'camera' | 'microphone';
  /** The labels of the device's states. */
  state: LocalDevice['type'];
  onToggle: () => void;
  /** Turns it off, whatever its state. */
  onMute?: () => void;
}

const icons = { camera: [Video, VideoOff], microphone: [Mic, MicOff] } as const;
const words = {
  on: 'IsOn',
  muted: 'IsOff',
  off: 'IsOff',
  asking: 'Starts',
  failed: 'Fails',
} as const;

export function DeviceToggle({ device, state, onToggle, onMute }: DeviceToggleProps) {
  const t = useTexts(deviceTexts);
  const [onIcon, offIcon] = icons[device];
  const isOn = state === 'on' || state === 'asking';
  const pushToTalk = usePushToTalk(state, onToggle, () => onMute?.());
  return (
    <button
      type="button"
      class={`toggle ${isOn ? '' : 'is-off'}`}
      data-state={state}
      onClick={onToggle}
      {...(device === 'microphone' ? pushToTalk : {})}
    >
      <Icon node={isOn ? onIcon : offIcon} />
      <span>{t[`${device}${words[state]}`]}</span>
    </button>
  );
}
