// Request handlers for the equipment test, in which the server echoes what the page sends.
import type { Limiter } from '../limits/limiter.ts';
import type { MediaWorkers } from '../media/mediaWorkers.ts';
import { testCredentials, type TurnRelay } from '../media/turnCredentials.ts';
import { Refused } from '../meetings/refused.ts';
import { siteOf } from '../platform/clientAddress.ts';
import { EquipmentTests } from './equipmentTests.ts';
import { orRefused } from './mediaRefused.ts';
import type { RequestHandlers } from './requestHandlers.ts';

export interface EquipmentHandlersDeps {
  mediaWorkers: MediaWorkers;
  /** Undefined when there is none. */
  turnRelay: TurnRelay | undefined;
  phoneNumber: string | undefined;
  limiter: Limiter;
}

export function createEquipmentHandlers({
  mediaWorkers,
  turnRelay,
  phoneNumber,
  limiter,
}: EquipmentHandlersDeps): Pick<RequestHandlers, 'openTest' | 'sendTest'> {
  const equipmentTests = new EquipmentTests(mediaWorkers, limiter);

  return {
    async openTest(session) {
      if (session.isBusy) throw new Refused('alreadyJoined');
      const test = await equipmentTests.open(siteOf(session.client.address));
      if (session.closed) {
        test.close();
        // Nobody is left to read the answer.
        throw new Refused('notPrepared');
      }
      session.startTest(test);
      return {
        rtpCapabilities: mediaWorkers.rtpCapabilities,
        ...test.echo.media.describeTransports(),
        ...(turnRelay && {
          iceServers: [testCredentials(turnRelay, Date.now(), test.relayUser)],
        }),
        phoneNumber: phoneNumber ?? null,
      };
    },

    async sendTest(session, { tracks }) {
      const { echo } = session.test;
      if (tracks.some(({ source }) => echo.media.sentTrack(source) !== undefined))
        throw new Refused('alreadyStarted');
      return { tracks: await orRefused(echo.send(tracks)) };
    },
  };
}
