// Pipes between a meeting's routers: over the loopback on one machine, by SRTP between two.
import type { types } from 'mediasoup';
import type { MediaAddress } from './mediaAddresses.ts';
import type { MeetingRouter } from './meetingRouter.ts';
import { socketBuffer } from './socketBuffer.ts';

/** UDP, at both machines: each pair of routers takes one. */
export const PIPE_PORTS = { min: 30_000, max: 30_999 };

/** Two transports that are connected with each other, by the router that each is on. */
export type FarPipe = ReadonlyMap<MeetingRouter, types.PipeTransport>;

/** Makes a producer available on another router under the same id, until it closes. */
export async function pipe(
  from: MeetingRouter,
  to: MeetingRouter,
  producer: types.Producer,
): Promise<void> {
  const isNear = from.worker.guest?.nodeId === to.worker.guest?.nodeId;
  return isNear ? pipeNear(from, to, producer) : pipeFar(from, to, producer);
}

/**
 * mediasoup pauses and resumes the far end of a pipe by itself and does not catch the rejection when that worker dies at
 * that moment, which would end this process (3.27, `Router.pipeToRouter`).
 */
async function pipeNear(
  { router: from }: MeetingRouter,
  { router: to }: MeetingRouter,
  { id: producerId }: types.Producer,
): Promise<void> {
  const { pipeProducer } = await from.pipeToRouter({ producerId, router: to });
  if (pipeProducer === undefined) return;
  const { pause, resume } = pipeProducer;
  pipeProducer.pause = () => pause.call(pipeProducer).catch(() => undefined);
  pipeProducer.resume = () => resume.call(pipeProducer).catch(() => undefined);
}

/** As `Router.pipeToRouter`, which would bind both ends to one address. */
async function pipeFar(
  from: MeetingRouter,
  to: MeetingRouter,
  producer: types.Producer,
): Promise<void> {
  const transports = await farPipe(from, to);
  const [sending, receiving] = [transports.get(from), transports.get(to)];
  if (sending === undefined || receiving === undefined) throw new Error('a pipe has no end');
  const consumer = await sending.consume({ producerId: producer.id });
  let copy: types.Producer;
  try {
    copy = await receiving.produce({
      id: producer.id,
      kind: consumer.kind,
      rtpParameters: consumer.rtpParameters,
      paused: consumer.producerPaused,
    });
  } catch (error) {
    consumer.close();
    throw error;
  }
  // The consumer is told at once; `producer.paused` changes with the answer, which comes after. A worker that dies at that
  // moment is no error here.
  const follow = () =>
    void (consumer.producerPaused ? copy.pause() : copy.resume()).catch(() => undefined);
  consumer.observer.on('close', () => copy.close());
  consumer.observer.on('pause', follow);
  consumer.observer.on('resume', follow);
  copy.observer.on('close', () => consumer.close());
  if (consumer.closed) copy.close();
  else if (copy.paused !== consumer.producerPaused) follow();
}

function farPipe(from: MeetingRouter, to: MeetingRouter): Promise<FarPipe> {
  const there = from.farPipes.get(to);
  if (there !== undefined) return there;
  const opening = openFarPipe(from, to);
  from.farPipes.set(to, opening);
  to.farPipes.set(from, opening);
  const forget = () => {
    if (from.farPipes.get(to) === opening) from.farPipes.delete(to);
    if (to.farPipes.get(from) === opening) to.farPipes.delete(from);
  };
  opening
    .then((ends) => {
      for (const transport of ends.values()) transport.observer.once('close', forget);
    })
    .catch(forget);
  return opening;
}

async function openFarPipe(one: MeetingRouter, other: MeetingRouter): Promise<FarPipe> {
  const ends = await Promise.allSettled([
    openEnd(one, addressAt(one, other)),
    openEnd(other, addressAt(other, one)),
  ]);
  const [first, second] = ends.map((end) => (end.status === 'fulfilled' ? end.value : undefined));
  const close = () => {
    first?.close();
    second?.close();
  };
  try {
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    if (first === undefined || second === undefined) throw new Error('a pipe has no end');
    await Promise.all([
      connect(first, second, addressAt(other, one)),
      connect(second, first, addressAt(one, other)),
    ]);
    // Where one worker has died, its end says nothing to the other.
    first.observer.once('close', close);
    second.observer.once('close', close);
    if (first.closed || second.closed) throw new Error('a router has closed');
    return new Map([
      [one, first],
      [other, second],
    ]);
  } catch (error) {
    close();
    throw error;
  }
}

const openEnd = ({ router }: MeetingRouter, address: MediaAddress) =>
  router.createPipeTransport({
    listenInfo: { protocol: 'udp', ...address, portRange: PIPE_PORTS, ...socketBuffer },
    enableSrtp: true,
    enableRtx: true,
  });

/** A worker of another server says which port it has taken, and might name any: others than those of pipes are not sent to. */
async function connect(
  from: types.PipeTransport,
  { tuple: { localPort: port }, srtpParameters }: types.PipeTransport,
  { ip, announcedAddress }: MediaAddress,
): Promise<void> {
  if (port < PIPE_PORTS.min || port > PIPE_PORTS.max)
    throw new Error(`a media worker has opened port ${port} for media between servers`);
  await from.connect({
    ip: announcedAddress ?? ip,
    port,
    ...(srtpParameters && { srtpParameters }),
  });
}

/** Where a router is reached from another machine. One of this server has the address that the other's place names. */
function addressAt({ worker }: MeetingRouter, other: MeetingRouter): MediaAddress {
  const address = worker.guest?.pipeAddress ?? other.worker.guest?.ownPipeAddress;
  if (address === undefined) throw new Error('neither worker is at another machine');
  return address;
}
