// The choice among devices of one kind, preset to the one really in use.
import { ChevronDown } from 'lucide';
import { useId } from 'preact/hooks';
import { deviceEventTexts } from '../../language/texts/deviceEvents.ts';
import { settingsTexts } from '../../language/texts/settings.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { DeviceDescription, DeviceKind, ListedDevices } from '../../media/deviceList.ts';
import { deviceName } from '../devices/deviceName.ts';
import { Icon } from '../Icon.tsx';

interface DeviceSelectProps {
  kind: DeviceKind;
  listed: ListedDevices;
  /** Undefined if it is left to the browser or the system. */
  inUse: DeviceDescription | undefined;
  onChoose: (deviceId: string) => void;
}

export function DeviceSelect({ kind, listed, inUse, onChoose }: DeviceSelectProps) {
  const t = useTexts(settingsTexts);
  const names = useTexts(deviceEventTexts);
  const id = useId();
  const { devices, isHidden } = listed;
  // The device in use is shown even before the list has it.
  const isUnlisted = inUse && !devices.some(({ deviceId }) => deviceId === inUse.deviceId);
  const choices = isUnlisted ? [inUse, ...devices] : devices;
  const nothing = isHidden ? t.hidden : choices.length === 0 ? t.noneFound : t.browserChooses;
  return (
    <div class="field">
      <label for={id}>{t[kind]}</label>
      <div class="select">
        <select
          id={id}
          value={inUse?.deviceId ?? ''}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          {kind === 'loudspeaker' ? (
            <option value="">{t.computerChooses}</option>
          ) : (
            !inUse && <option value="">{nothing}</option>
          )}
          {choices.map((device) => (
            <option key={device.deviceId} value={device.deviceId}>
              {deviceName(kind, device, names)}
            </option>
          ))}
        </select>
        <Icon node={ChevronDown} />
      </div>
    </div>
  );
}
