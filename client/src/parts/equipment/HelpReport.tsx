// The test's results, as a text for the support staff.
import { Copy } from 'lucide';
import { useRef } from 'preact/hooks';
import type { NetworkTest } from '../../equipment/networkTest.ts';
import { deviceEventTexts } from '../../language/texts/deviceEvents.ts';
import { deviceTroubleTexts } from '../../language/texts/deviceTrouble.ts';
import { equipmentTexts } from '../../language/texts/equipment.ts';
import { settingsTexts } from '../../language/texts/settings.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { LocalMedia } from '../../media/localMedia.ts';
import type { LocalDevice } from '../../media/localMediaStore.ts';
import { deviceName } from '../devices/deviceName.ts';
import { useDeviceInUse } from '../devices/useDeviceInUse.ts';
import { useTrackSettings } from '../devices/useTrackSettings.ts';
import { Icon } from '../Icon.tsx';
import { useCopy } from '../useCopy.ts';
import { useStore } from '../useStore.ts';
import { measuredWords } from './measuredWords.ts';

interface HelpReportProps {
  devices: LocalMedia;
  network: NetworkTest;
  hasMicrophoneHeard: boolean;
  isLoudspeakerHeard: boolean | undefined;
}

export function HelpReport(props: HelpReportProps) {
  const t = useTexts(equipmentTexts);
  const text = useReport(props);
  const { outcome, copy } = useCopy();
  const area = useRef<HTMLTextAreaElement>(null);
  return (
    <section class="card stack-tight" aria-labelledby="report-heading">
      <h2 id="report-heading">{t.report}</h2>
      <p class="soft">{t.reportWhat}</p>
      <div class="field">
        <label for="report-text">{t.reportText}</label>
        <textarea
          id="report-text"
          class="report"
          ref={area}
          readOnly
          // Some of the values are long.
          rows={text.split('\n').length + 4}
          value={text}
        />
      </div>
      <div class="buttons">
        <button
          type="button"
          class="button is-plain"
          onClick={() => copy(text, () => area.current?.select())}
        >
          <Icon node={Copy} />
          {t.reportCopy}
        </button>
      </div>
      <output>{outcome && t[outcome]}</output>
    </section>
  );
}

function useReport({ devices, network, hasMicrophoneHeard, isLoudspeakerHeard }: HelpReportProps) {
  const t = useTexts(equipmentTexts);
  const kinds = useTexts(settingsTexts);
  const names = useTexts(deviceEventTexts);
  const troubles = useTexts(deviceTroubleTexts);
  const { camera, microphone } = useStore(devices.store, (state) => state);
  const { paths, addresses } = useStore(network.store, (state) => state);
  const cameraInUse = useDeviceInUse(devices, 'camera');
  const microphoneInUse = useDeviceInUse(devices, 'microphone');
  const track = camera.type === 'on' ? camera.mediaTrack : undefined;
  const { width = 0, height = 0 } = useTrackSettings(track);

  const ofDevice = (device: LocalDevice, name: string, working: string) => {
    if (device.type === 'on' || device.type === 'muted') return working;
    if (device.type !== 'failed') return t.reportOff;
    return troubles[`${device.problem}Title`]({ device: name });
  };
  const cameraName = cameraInUse ? deviceName('camera', cameraInUse, names) : '';
  const microphoneName = microphoneInUse ? deviceName('microphone', microphoneInUse, names) : '';
  const heard = hasMicrophoneHeard ? t.reportHeard : t.reportNotHeard;
  const loudspeaker =
    isLoudspeakerHeard === undefined
      ? t.reportLoudspeakerUntried
      : isLoudspeakerHeard
        ? t.reportLoudspeakerHeard
        : t.reportLoudspeakerNotHeard;

  const lines: [string, string][] = [
    [t.reportTime, new Date().toISOString()],
    [t.reportService, location.host],
    [t.reportBrowser, navigator.userAgent],
    [
      kinds.camera,
      ofDevice(camera, troubles.theCamera, t.reportPicture({ name: cameraName, width, height })),
    ],
    [
      kinds.microphone,
      ofDevice(microphone, troubles.theMicrophone, heard({ name: microphoneName })),
    ],
    [kinds.loudspeaker, loudspeaker],
    ...[...paths].map(([path, state]): [string, string] => [
      t[path],
      state.type === 'works' ? `${t[state.quality]}. ${measuredWords(state, t)}` : t[state.type],
    ]),
    [t.reportAddresses, addresses.join(', ')],
  ];
  return lines.map(([what, result]) => t.reportLine({ what, result })).join('\n');
}
