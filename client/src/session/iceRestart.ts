// The fast way to reconnect: another path for the same media. If there is none, a full reconnect is needed.
import { RequestUnanswered, type SignallingClient } from '../platform/signallingClient.ts';
import type { MeetingConnection } from './meetingConnection.ts';

/** @param lost no path was found for that connection. */
export function createIceRestart(
  signalling: SignallingClient,
  lost: (connection: MeetingConnection) => void,
) {
  let restarting: MeetingConnection | undefined;
  return {
    /** One at a time for each connection. */
    async start(connection: MeetingConnection | undefined): Promise<void> {
      if (connection === undefined || connection === restarting) return;
      restarting = connection;
      const works = await connection.restartIce().catch((error: unknown) => {
        if (!(error instanceof RequestUnanswered)) return false;
        // The socket has gone the same way as the media. With a new one this is tried again.
        signalling.reopen();
        return true;
      });
      if (restarting === connection) restarting = undefined;
      if (!works || connection.hasFailed) lost(connection);
    },
    /** What has failed of that connection may still be mended. */
    isUnderWay: (connection: MeetingConnection | undefined): boolean =>
      connection !== undefined && connection === restarting,
  };
}
