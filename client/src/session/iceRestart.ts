// The fast path of coming back: another way for the same media; what goes wrong with it leads to the certain one.
import { RequestUnanswered } from '../platform/signallingClient.ts';
import type { MeetingConnection } from './meetingConnection.ts';

interface Surroundings {
  connection(): MeetingConnection | undefined;
  /** The socket has gone the same way as the media. */
  reopenSignalling(): void;
  /** Builds everything anew. */
  comeBack(): void;
}

export interface IceRestart {
  /** One at a time for each connection. */
  start(): Promise<void>;
  /** Of that one; what has failed of it may be mended by it still. */
  isUnderWay(connection: MeetingConnection | undefined): boolean;
}

export function createIceRestart(around: Surroundings): IceRestart {
  let restarting: MeetingConnection | undefined;
  return {
    async start() {
      const connection = around.connection();
      if (connection === undefined || connection === restarting) return;
      restarting = connection;
      const works = await connection.restartIce().catch((error: unknown) => {
        if (!(error instanceof RequestUnanswered)) return false;
        // When a new socket is there, this is tried again.
        around.reopenSignalling();
        return true;
      });
      if (restarting === connection) restarting = undefined;
      const isLost = !works || connection.hasFailed;
      if (isLost && connection === around.connection()) around.comeBack();
    },
    isUnderWay: (connection) => connection !== undefined && connection === restarting,
  };
}
