// Which loudspeaker is used, if the browser supports choosing, and a test sound.
import { Volume2 } from 'lucide';
import { useState } from 'preact/hooks';
import { settingsTexts } from '../../language/texts/settings.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { LocalMedia } from '../../media/localMedia.ts';
import { hasOutputPicker, isOutputChoosable } from '../../media/loudspeaker.ts';
import { playSound } from '../../media/playSound.ts';
import { testSound } from '../../media/testSound.ts';
import { DeviceSelect } from './DeviceSelect.tsx';
import { Icon } from '../Icon.tsx';
import { useStore } from '../useStore.ts';

type Test = 'testSoundPlays' | 'testSoundPlayed' | 'testSoundFailed';

interface LoudspeakerSettingsProps {
  devices: LocalMedia;
  /** The test sound has been played. */
  onPlayed?: () => void;
}

export function LoudspeakerSettings({ devices, onPlayed }: LoudspeakerSettingsProps) {
  const t = useTexts(settingsTexts);
  const { loudspeaker } = devices;
  const listed = useStore(devices.list, (state) => state.loudspeaker);
  const chosen = useStore(loudspeaker.store, (state) => state.chosen);
  const [test, setTest] = useState<Test>();
  const isListed = isOutputChoosable() && listed.devices.length > 0;

  const play = () => {
    if (test === 'testSoundPlays') return;
    setTest('testSoundPlays');
    playSound(testSound(), loudspeaker).then(
      () => {
        setTest('testSoundPlayed');
        onPlayed?.();
      },
      () => setTest('testSoundFailed'),
    );
  };

  return (
    <div class="settings-group">
      {isListed || chosen ? (
        <DeviceSelect
          kind="loudspeaker"
          listed={listed}
          inUse={chosen}
          onChoose={loudspeaker.choose}
        />
      ) : (
        <div class="field">
          <p class="field-name">{t.loudspeaker}</p>
          <p class="field-hint">{t.loudspeakerBySystem}</p>
        </div>
      )}
      <div class="settings-pair">
        {hasOutputPicker() && (
          <button type="button" class="button is-plain" onClick={() => void loudspeaker.pick()}>
            {t.pickLoudspeaker}
          </button>
        )}
        <button
          type="button"
          class="button is-plain"
          aria-disabled={test === 'testSoundPlays'}
          onClick={play}
        >
          <Icon node={Volume2} />
          {t.testSound}
        </button>
        <output class="settings-said">{test && t[test]}</output>
      </div>
    </div>
  );
}
