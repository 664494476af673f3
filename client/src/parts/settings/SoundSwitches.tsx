// The browser's audio processing: what is requested, and what is really done.
import { useId } from 'preact/hooks';
import { formatsOf } from '../../language/formats.ts';
import { locale } from '../../language/locale.ts';
import { settingsTexts } from '../../language/texts/settings.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { LocalMedia } from '../../media/localMedia.ts';
import { SOUND_PROCESSES } from '../../media/soundProcessing.ts';
import { useStore } from '../useStore.ts';
import { useTrackSettings } from '../devices/useTrackSettings.ts';

export function SoundSwitches({ devices }: { devices: LocalMedia }) {
  const t = useTexts(settingsTexts);
  const { microphone, sound } = useStore(devices.store, (state) => state);
  const settings = useTrackSettings('mediaTrack' in microphone ? microphone.mediaTrack : undefined);
  const isKnown = SOUND_PROCESSES.some((process) => settings[process] !== undefined);
  const done = SOUND_PROCESSES.filter((process) => settings[process] === true);
  const list = new Intl.ListFormat(formatsOf(locale.get()), {
    // Of Somali the browser knows no words.
    type: locale.get() === 'so' ? 'unit' : 'conjunction',
  });
  return (
    <fieldset class="settings-sound">
      <legend>{t.sound}</legend>
      {SOUND_PROCESSES.map((process) => (
        <Switch
          key={process}
          label={t[process]}
          isOn={sound[process]}
          hint={
            settings[process] === undefined || settings[process] === sound[process]
              ? t[`${process}Why`]
              : sound[process]
                ? t.impossible
                : t.unavoidable
          }
          onChange={(isOn) => devices.setSoundProcessing({ [process]: isOn })}
        />
      ))}
      {isKnown && (
        <p class="soft settings-fact">
          {done.length === 0
            ? t.unprocessed
            : t.processed({ processes: list.format(done.map((process) => t[`${process}Done`])) })}
        </p>
      )}
    </fieldset>
  );
}

interface SwitchProps {
  label: string;
  hint: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

function Switch({ label, hint, isOn, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div class="switch">
      <input
        type="checkbox"
        // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props -- `checked` says it
        role="switch"
        id={id}
        checked={isOn}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <div>
        <label for={id}>{label}</label>
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      </div>
    </div>
  );
}
