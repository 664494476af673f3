// The requests of the equipment test, which needs no meeting.
import { z } from 'zod';
import type { RequestDefinition } from './requestDefinition.ts';
import { iceServer, rtpCapabilities, transport } from '../rtp.ts';
import { receivableTrack, trackOffer } from '../shapes.ts';
import { nothing } from './requestParts.ts';

export const equipmentRequests = {
  /**
   * Tries the way to the media server, with no meeting and no call ID: what is sent comes back. One at a time on a
   * socket, for a minute, until `leave`; what each way carries the page measures itself.
   */
  openTest: {
    body: nothing,
    reply: z.object({
      /** Of the server: what it takes, and gives back. */
      rtpCapabilities,
      sendTransport: transport,
      receiveTransport: transport,
      /** Left out where there is no TURN relay. */
      iceServers: z.array(iceServer).max(1).exactOptional(),
      /** To be rung when no way works; null where there is none. */
      phoneNumber: z.string().nullable(),
    }),
    refusals: ['alreadyJoined', 'tooManyTests'],
  },
  /** The tracks of the test; they are echoed once `tracksReady` is sent. */
  sendTest: {
    body: z.object({ tracks: z.array(trackOffer).min(1).max(2) }),
    reply: z.object({ tracks: z.array(receivableTrack) }),
    refusals: ['notPrepared', 'alreadyStarted', 'mediaRefused'],
  },
} as const satisfies Record<string, RequestDefinition>;
