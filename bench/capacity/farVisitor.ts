// Joins a meeting over a long line as a page does, without a browser: look-up, socket, transports with real ICE and DTLS, then the click.
import { Agent } from 'node:http';
import type { CallId } from '@distansmote/shared/ids.ts';
import type { TransportDescription } from '@distansmote/shared/signalling/rtp.ts';
import { lookUpAt } from '@distansmote/testkit/browser/lookUpAt.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { browserCapabilities } from '../load/browserCapabilities.ts';
import { ownDtlsParameters } from '../load/dtlsHandshake.ts';
import { MediaLine } from '../load/mediaLine.ts';

export interface FarServer {
  /** Of the relay in front of it. */
  url: string;
  /** Of the relays in front of the media worker that has the meeting. */
  mediaRelayPort: number;
  callId: CallId;
}

/** Milliseconds. */
export interface JoinTimes {
  /** From the look-up of the call ID until all is prepared for the click. */
  prepared: number;
  /** From the click to the reply. */
  reply: number;
  /** From the click to the first packet of somebody's voice. */
  firstPacket: number;
  /** From the look-up to that packet, without the time that the person takes. */
  whole: number;
}

/** @param address the server's trusted proxy says that the page is there: each visitor is somebody new. */
export async function joinFromAfar(
  { url, mediaRelayPort, callId }: FarServer,
  address: string,
): Promise<JoinTimes> {
  const headers = { 'x-forwarded-for': address };
  const startedAt = performance.now();
  // A connection of its own, as a newcomer's.
  const agent = new Agent();
  const { room } = await lookUpAt(url, callId, { agent, headers });
  const page = await Page.open(
    { url, mediaWorkers: { rtpCapabilities: browserCapabilities } },
    { extraHeaders: headers, ...(room !== null && { query: { room } }) },
  );
  const { receiveTransport, tracks } = await page.prepare(callId);
  const line = await MediaLine.open(throughRelay(receiveTransport, mediaRelayPort));
  try {
    const dtlsParameters = ownDtlsParameters;
    await page.request('connectTransport', { direction: 'receive', dtlsParameters });
    await line.connect();
    const ready = tracks.map(({ participantId, source }) => ({ participantId, source }));
    await page.request('tracksReady', { tracks: ready });
    const preparedAt = performance.now();
    const heard = new Promise<number>((resolve) => {
      line.onRtp = () => resolve(performance.now());
    });
    const clickedAt = performance.now();
    await page.request('join', { name: 'Bo', profession: '', tracks: [] });
    const repliedAt = performance.now();
    const heardAt = await heard;
    return {
      prepared: preparedAt - startedAt,
      reply: repliedAt - clickedAt,
      firstPacket: heardAt - clickedAt,
      whole: heardAt - startedAt,
    };
  } finally {
    line.close();
    page.close();
    agent.destroy();
  }
}

const throughRelay = (
  transport: TransportDescription,
  mediaRelayPort: number,
): TransportDescription => ({
  ...transport,
  iceCandidates: transport.iceCandidates.map((one) =>
    one.protocol === 'udp' ? { ...one, ip: '127.0.0.1', port: mediaRelayPort } : one,
  ),
});
