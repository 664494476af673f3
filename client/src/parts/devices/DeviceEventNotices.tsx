// Says which devices were plugged in or out and what is used instead, and offers new ones.
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { deviceEventTexts } from '../../language/texts/deviceEvents.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { DeviceEvent } from '../../media/deviceEvents.ts';
import type { LocalMedia } from '../../media/localMedia.ts';
import { deviceName } from './deviceName.ts';
import { Notice } from '../Notice.tsx';
import { useStore } from '../useStore.ts';

/** Belongs in a live region. */
export function DeviceEventNotices({ devices }: { devices: LocalMedia }) {
  const t = useTexts(deviceEventTexts);
  const common = useTexts(everywhereTexts);
  const events = useStore(devices.events, (state) => state.events);
  const happened = events.filter(({ type }) => type !== 'came');
  const offered = events.filter(({ type }) => type === 'came');
  return (
    <>
      {happened.length > 0 && (
        <Notice tone="calm">
          <div class="news">
            <EventText events={happened} />
            <button type="button" class="button is-quiet" onClick={() => devices.dismissEvents()}>
              {common.close}
            </button>
          </div>
        </Notice>
      )}
      {offered.length > 0 && (
        <Notice tone="calm">
          <EventText events={offered} />
          <div class="buttons">
            <button type="button" class="button is-plain" onClick={() => devices.useOffered()}>
              {t.use}
            </button>
            <button type="button" class="button is-quiet" onClick={() => devices.dismissOffer()}>
              {t.notNow}
            </button>
          </div>
        </Notice>
      )}
    </>
  );
}

/** A headset is two devices, often under one name: identical sentences are merged. */
function EventText({ events }: { events: readonly DeviceEvent[] }) {
  const t = useTexts(deviceEventTexts);
  const sentences = new Set(events.flatMap((one) => sentencesOf(one, t)));
  return <p>{[...sentences].join(' ')}</p>;
}

const isNow = { camera: 'cameraIsNow', microphone: 'microphoneIsNow' } as const;

function sentencesOf(one: DeviceEvent, t: ReturnType<typeof deviceEventTexts.get>): string[] {
  const nameOf = (device: Parameters<typeof deviceName>[1]) => deviceName(one.kind, device, t);
  switch (one.type) {
    case 'came':
      return [t.pluggedIn({ device: nameOf(one.device) })];
    case 'wouldNotStart':
      return [t.wouldNotStart({ device: nameOf(one.device) })];
    case 'replaced': {
      const lost = one.lost ? [t.unplugged({ device: nameOf(one.lost) })] : [];
      if (one.kind === 'loudspeaker') return [...lost, t.loudspeakerIsNow];
      return one.now ? [...lost, t[isNow[one.kind]]({ device: nameOf(one.now) })] : lost;
    }
  }
}
