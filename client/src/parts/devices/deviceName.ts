// A device's display name: its label, or plain words if the label is missing or cryptic.
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
