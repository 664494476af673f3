// The real audio thread for tests, with its events.
import type {
  FromAudioThread,
  EndpointKey,
  MixKey,
  AudioThreadData,
  ToAudioThread,
} from '../../server/src/sound/audioMessages.ts';
import '../../server/src/platform/keepWasmCode.ts';
import { ThreadUnderTest } from '../waiting/threadUnderTest.ts';
import type { SoundPhone } from './soundPhone.ts';

type EventOf<Kind extends FromAudioThread['type']> = Extract<FromAudioThread, { type: Kind }>;

export class AudioThread extends ThreadUnderTest<ToAudioThread, FromAudioThread> {
  constructor(data: Partial<AudioThreadData> = {}) {
    super(new URL('../../server/src/sound/audioThread.ts', import.meta.url), {
      host: '127.0.0.1',
      firstPort: 0,
      lastPort: 0,
      silenceSeconds: 15,
      ...data,
    });
  }

  /** The first event of that type about this endpoint or mix, whether it has arrived or is yet to come. */
  event<Kind extends FromAudioThread['type']>(kind: Kind, key?: string): Promise<EventOf<Kind>> {
    return this.whenFound(() => this.eventsOf(kind, key)[0]);
  }

  eventsOf<Kind extends FromAudioThread['type']>(kind: Kind, key?: string): EventOf<Kind>[] {
    const isOf = (event: FromAudioThread) =>
      key === undefined ||
      ('endpoint' in event && event.endpoint === key) ||
      ('mix' in event && event.mix === key);
    return this.events.filter(
      (event): event is EventOf<Kind> => event.type === kind && isOf(event),
    );
  }

  async openEndpoint(name: string, phone: SoundPhone): Promise<EndpointKey> {
    const endpoint = name as EndpointKey;
    this.post({ type: 'openEndpoint', endpoint });
    const { audio } = await this.event('endpointOpened', endpoint);
    phone.connect(audio);
    this.post({ type: 'agree', endpoint, audio: phone.agreed });
    return endpoint;
  }

  async openMix(name: string): Promise<{ mix: MixKey; port: number }> {
    const mix = name as MixKey;
    this.post({ type: 'openMix', mix });
    const { port } = await this.event('mixOpened', mix);
    return { mix, port };
  }

  stop(): Promise<void> {
    return this.endBy({ type: 'stop' });
  }
}
