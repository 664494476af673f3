// Before a meeting, and without a call ID: do camera, microphone, loudspeaker, browser and network work?
import { useEffect, useState } from 'preact/hooks';
import { type NetworkTest, startNetworkTest } from '../equipment/networkTest.ts';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { equipmentTexts } from '../language/texts/equipment.ts';
import { useTexts } from '../language/useTexts.ts';
import { createLocalMedia, type LocalMedia } from '../media/localMedia.ts';
import { DeviceEventNotices } from '../parts/devices/DeviceEventNotices.tsx';
import { DeviceNotices } from '../parts/devices/DeviceNotices.tsx';
import { deviceTroubles } from '../parts/devices/deviceTrouble.ts';
import { HelpReport } from '../parts/equipment/HelpReport.tsx';
import { LoudspeakerQuestion } from '../parts/equipment/LoudspeakerQuestion.tsx';
import { NetworkResult } from '../parts/equipment/NetworkResult.tsx';
import { focusHeading } from '../parts/headingFocus.ts';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { CameraSettings } from '../parts/settings/CameraSettings.tsx';
import { MicrophoneSettings } from '../parts/settings/MicrophoneSettings.tsx';
import { useStore } from '../parts/useStore.ts';

interface Started {
  devices: LocalMedia;
  network: NetworkTest;
}

export function EquipmentPage() {
  const t = useTexts(equipmentTexts);
  const everywhere = useTexts(everywhereTexts);
  const [started, setStarted] = useState<Started>();

  const start = () => {
    const devices = createLocalMedia();
    devices.open();
    setStarted({ devices, network: startNetworkTest() });
    // Not every browser focuses a pressed button, so its removal would go unnoticed.
    focusHeading();
  };
  const tryNetworkAgain = ({ devices, network }: Started) => {
    network.stop();
    setStarted({ devices, network: startNetworkTest() });
  };

  return (
    <PageFrame hasTestLink={false}>
      <div class="stack">
        <div class="stack-tight">
          <PageHeading text={t.heading} />
          <p class="lead">{t.lead}</p>
        </div>
        {started === undefined ? (
          <div class="stack-tight">
            <p>{t.allow}</p>
            <div class="buttons">
              <button type="button" class="button is-large" onClick={start}>
                {t.start}
              </button>
            </div>
          </div>
        ) : (
          <Results {...started} onAgain={() => tryNetworkAgain(started)} />
        )}
        <p>
          <a class="back-link" href="/">
            {everywhere.toStart}
          </a>
        </p>
      </div>
    </PageFrame>
  );
}

function Results({ devices, network, onAgain }: Started & { onAgain: () => void }) {
  const t = useTexts(equipmentTexts);
  const local = useStore(devices.store, (state) => state);
  const [hasMicrophoneHeard, setHasMicrophoneHeard] = useState(false);
  const [isLoudspeakerHeard, setIsLoudspeakerHeard] = useState<boolean>();
  useEffect(() => () => devices.close(), [devices]);
  useEffect(() => () => network.stop(), [network]);

  return (
    <>
      <div aria-live="polite">
        <DeviceEventNotices devices={devices} />
        <DeviceNotices troubles={deviceTroubles(local)} onTryAgain={() => devices.retry()} />
      </div>
      <div class="equipment">
        <section class="card stack-tight" aria-labelledby="camera-heading">
          <h2 id="camera-heading">{t.camera}</h2>
          <CameraSettings devices={devices} />
        </section>
        <div class="equipment-sound">
          <section class="card stack-tight" aria-labelledby="microphone-heading">
            <h2 id="microphone-heading">{t.microphone}</h2>
            <MicrophoneSettings devices={devices} onHeard={() => setHasMicrophoneHeard(true)} />
          </section>
          <section class="card stack-tight" aria-labelledby="loudspeaker-heading">
            <h2 id="loudspeaker-heading">{t.loudspeaker}</h2>
            <LoudspeakerQuestion
              devices={devices}
              isHeard={isLoudspeakerHeard}
              onAnswer={setIsLoudspeakerHeard}
            />
          </section>
        </div>
        <NetworkResult network={network} onAgain={onAgain} />
        <HelpReport
          devices={devices}
          network={network}
          hasMicrophoneHeard={hasMicrophoneHeard}
          isLoudspeakerHeard={isLoudspeakerHeard}
        />
      </div>
    </>
  );
}
