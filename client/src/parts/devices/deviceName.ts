// What a device is called: by its label, and in plain words where that is none or a riddle.
import type { DeviceDescription, DeviceKind } from '../../media/deviceList.ts';
import type { deviceEventTexts } from '../../language/texts/deviceEvents.ts';

type Words = ReturnType<typeof deviceEventTexts.get>;

const unnamed = {
  camera: 'unnamedCamera',
  microphone: 'unnamedMicrophone',
  loudspeaker: 'unnamedLoudspeaker',
} as const;

export function deviceName(kind: DeviceKind, { label }: DeviceDescription, t: Words): string {
  if (label === '') return t[unnamed[kind]];
  // Chromium on Android: "camera2 1, facing front".
  if (/^camera.*facing front$/i.test(label)) return t.facingYou;
  if (/^camera.*facing back$/i.test(label)) return t.facingAway;
  return label;
}
