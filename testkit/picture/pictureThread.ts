// The real picture thread for tests, with its events.
import type { CompositionKey, PictureEndpointKey } from '../../server/src/picture/pictureKeys.ts';
import type {
  FromPictureThread,
  PictureThreadData,
  ToPictureThread,
} from '../../server/src/picture/pictureMessages.ts';
import { cachedProgram } from '../server/cachedProgram.ts';
import { ThreadUnderTest } from '../waiting/threadUnderTest.ts';
import type { TestRoom } from './testRoom.ts';

type EventOf<Kind extends FromPictureThread['type']> = Extract<FromPictureThread, { type: Kind }>;

const compositor = cachedProgram('COMPOSITOR_BIN', 'compositor');
const lettering = cachedProgram('LETTERING_BIN', 'lettering');
/** Undefined where they could not be built: the tests that need them are skipped, and `npm test` says why. */
export const picturePrograms =
  compositor === undefined || lettering === undefined ? undefined : { compositor, lettering };

export class PictureThread extends ThreadUnderTest<ToPictureThread, FromPictureThread> {
  constructor(data: Partial<PictureThreadData> = {}) {
    const programs = picturePrograms ?? { compositor: '', lettering: '' };
    super(new URL('../../server/src/picture/pictureThread.ts', import.meta.url), {
      host: '127.0.0.1',
      firstPort: 0,
      lastPort: 0,
      programs,
      ...data,
    });
  }

  /** The first such event, whether it has arrived or is yet to come. */
  event<Kind extends FromPictureThread['type']>(
    kind: Kind,
    matches: (event: EventOf<Kind>) => boolean = () => true,
  ): Promise<EventOf<Kind>> {
    return this.whenFound(() => this.eventsOf(kind).find(matches));
  }

  eventsOf<Kind extends FromPictureThread['type']>(kind: Kind): EventOf<Kind>[] {
    return this.events.filter((event): event is EventOf<Kind> => event.type === kind);
  }

  async openEndpoint(name: string, room: TestRoom): Promise<PictureEndpointKey> {
    const endpoint = name as PictureEndpointKey;
    this.post({ type: 'openEndpoint', endpoint, cname: 'test' });
    const { local } = await this.event('endpointOpened', (one) => one.endpoint === endpoint);
    room.connect(local.video);
    this.post({ type: 'agree', endpoint, video: room.agreed });
    return endpoint;
  }

  async openComposition(name: string): Promise<{ composition: CompositionKey; port: number }> {
    const composition = name as CompositionKey;
    this.post({ type: 'openComposition', composition });
    const { port } = await this.event(
      'compositionOpened',
      (one) => one.composition === composition,
    );
    return { composition, port };
  }

  stop(): Promise<void> {
    return this.endBy({ type: 'stop' });
  }
}
