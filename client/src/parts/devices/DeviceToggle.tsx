// The button that turns camera or microphone on or off, with its state in words or, where there is less room, as its name.
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
  /** Only the device's name is visible; icon and colour show the state, and the accessible name tells it. */
  isShort?: boolean;
}

const icons = { camera: [Video, VideoOff], microphone: [Mic, MicOff] } as const;
const words = {
  on: 'IsOn',
  muted: 'IsOff',
  off: 'IsOff',
  asking: 'Starts',
  failed: 'Fails',
} as const;

export function DeviceToggle(props: DeviceToggleProps) {
  const { device, state, onToggle, onMute, isShort = false } = props;
  const t = useTexts(deviceTexts);
  const [onIcon, offIcon] = icons[device];
  const isOn = state === 'on' || state === 'asking';
  const pushToTalk = usePushToTalk(state, onToggle, () => onMute?.());
  const stateWords = t[`${device}${words[state]}`];
  return (
    <button
      type="button"
      class={`toggle ${isOn ? '' : 'is-off'}`}
      data-state={state}
      {...(isShort && { 'aria-label': stateWords, title: stateWords })}
      onClick={onToggle}
      {...(device === 'microphone' ? pushToTalk : {})}
    >
      <Icon node={isOn ? onIcon : offIcon} />
      <span class="toggle-words">{isShort ? t[device] : stateWords}</span>
    </button>
  );
}
