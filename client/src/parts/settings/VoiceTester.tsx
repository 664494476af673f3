// Lets people hear themselves as the others do: records, plays back and discards.
import { AudioLines, Square } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { settingsTexts } from '../../language/texts/settings.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { LocalDevice } from '../../media/localMediaStore.ts';
import type { Loudspeaker } from '../../media/loudspeaker.ts';
import { createVoiceTest, isRecordingPossible, VOICE_TEST_MS } from '../../media/voiceTest.ts';
import { Icon } from '../Icon.tsx';
import { useStore } from '../useStore.ts';

interface VoiceTesterProps {
  microphone: LocalDevice;
  loudspeaker: Loudspeaker;
  /** The others hear the microphone. */
  isHeard: boolean;
}

const words = {
  idle: undefined,
  recording: 'voiceRecording',
  playing: 'voicePlaying',
  played: 'voicePlayed',
  silent: 'voiceSilent',
  failed: 'voiceFailed',
} as const;

export function VoiceTester({ microphone, loudspeaker, isHeard }: VoiceTesterProps) {
  const t = useTexts(settingsTexts);
  const [test] = useState(() => createVoiceTest(loudspeaker));
  const { phase } = useStore(test.store, (state) => state);
  const track = 'mediaTrack' in microphone ? microphone.mediaTrack : undefined;
  // The microphone has changed or gone: the test is over.
  useEffect(() => () => test.stop(), [test, track]);
  if (!isRecordingPossible()) return null;

  const isRunning = phase === 'recording' || phase === 'playing';
  const said = words[phase];
  return (
    <>
      {track && (
        <button
          type="button"
          class="button is-plain"
          onClick={() => (isRunning ? test.stop() : void test.start(track))}
        >
          <Icon node={isRunning ? Square : AudioLines} />
          {isRunning ? t.voiceStop : t.voiceTest}
        </button>
      )}
      <output class="settings-said">
        {!track ? t.needsMicrophone : said && t[said]}
        {phase === 'recording' && isHeard && ` ${t.othersHear}`}
      </output>
      {isRunning && (
        <div
          class={`settings-progress is-${phase}`}
          key={phase}
          aria-hidden="true"
          style={{ '--progress-time': `${VOICE_TEST_MS}ms` }}
        />
      )}
    </>
  );
}
