// mediasoup alone, in its own process: repeats the calls of a join and a leave.
import type { types } from 'mediasoup';
import type { TrackOffer } from '@distansmote/shared/signalling/shapes.ts';
import { mediaCodecs } from '../../server/src/media/codecs.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { openMedia } from '../load/bare/openMedia.ts';
import { browserCapabilities } from '../load/browserCapabilities.ts';
import { ownDtlsParameters } from '../load/dtlsHandshake.ts';
import { Sending } from '../load/sending.ts';
import type { BareCallsAsk } from './bareCallsProcess.ts';
import { bothTracks } from './joinCases.ts';

const rtpCapabilities = browserCapabilities as types.RtpCapabilities;
const { worker, webRtcServer } = await openMedia(await freePort());

interface Person {
  send: types.WebRtcTransport;
  receive: types.WebRtcTransport;
  producers: types.Producer[];
}

async function openTransports(router: types.Router): Promise<Person> {
  const open = () => router.createWebRtcTransport({ webRtcServer, enableTcp: true });
  const [send, receive] = await Promise.all([open(), open()]);
  await send.setMaxIncomingBitrate(8_000_000);
  return { send, receive, producers: [] };
}

async function produceBoth(person: Person): Promise<void> {
  await person.send.connect({ dtlsParameters: ownDtlsParameters });
  const offers: TrackOffer[] = new Sending(undefined, bothTracks).offers;
  person.producers = await Promise.all(
    offers.map(({ source, rtpParameters }) =>
      person.send.produce({ kind: source === 'camera' ? 'video' : 'audio', rtpParameters }),
    ),
  );
}

async function consumeAll({ receive }: Person, producers: types.Producer[]): Promise<void> {
  const consumers = await Promise.all(
    producers.map(({ id }) => receive.consume({ producerId: id, rtpCapabilities, paused: true })),
  );
  await Promise.all(consumers.map((consumer) => consumer.resume()));
}

async function joinOverAndOver({ joins, others, sends }: BareCallsAsk): Promise<void> {
  const router = await worker.createRouter({ mediaCodecs });
  const there: Person[] = [];
  for (let other = 0; other < others; other += 1) {
    const person = await openTransports(router);
    await produceBoth(person);
    await person.receive.connect({ dtlsParameters: ownDtlsParameters });
    there.push(person);
  }
  process.send?.('ready');
  for (let join = 0; join < joins; join += 1) {
    const person = await openTransports(router);
    await person.receive.connect({ dtlsParameters: ownDtlsParameters });
    await consumeAll(
      person,
      there.flatMap(({ producers }) => producers),
    );
    if (sends) {
      await produceBoth(person);
      await Promise.all(there.map((other) => consumeAll(other, person.producers)));
    }
    person.send.close();
    person.receive.close();
  }
  process.send?.('done');
}

process.on('message', (ask: BareCallsAsk) => void joinOverAndOver(ask));
process.once('SIGTERM', () => process.exit(0));
