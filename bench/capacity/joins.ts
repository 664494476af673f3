// A join over a long line: on one server with PostgreSQL, at the server of a cluster that has the meeting, and at another, which passes it on.
import type { CallId } from '@distansmote/shared/ids.ts';
import { startCluster } from '@distansmote/testkit/cluster/startCluster.ts';
import { startPostgres } from '@distansmote/testkit/database/startPostgres.ts';
import { TcpProxy } from '@distansmote/testkit/relay/tcpProxy.ts';
import { UdpRelay } from '@distansmote/testkit/relay/udpRelay.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { median, percentile } from '../join/statistics.ts';
import { type Generator, startGenerator } from '../load/generator.ts';
import { type FarServer, joinFromAfar, type JoinTimes } from './farVisitor.ts';

const NODES = 3;
const WARM_UP = 3;
/** They speak all the time, so that a packet comes every 5 ms. */
const SPEAKERS = ['Anna', 'Cecilia', 'David', 'Elsa'] as const;

type Way = 'one server' | 'owner' | 'edge';
const WAYS: readonly Way[] = ['one server', 'owner', 'edge'];
const MOMENTS: readonly (keyof JoinTimes)[] = ['prepared', 'reply', 'firstPacket', 'whole'];

export interface JoinsOptions {
  rounds: number;
  /** One way; a round trip takes twice as long. */
  delayMs: number;
}

/** Each round tries all three, in another order each time. @returns a row for each way and moment. */
export async function measureJoins({ rounds, delayMs }: JoinsOptions) {
  const undo: (() => unknown)[] = [];
  try {
    const postgres = await startPostgres();
    undo.push(() => postgres.stop());
    const alone = await ServerProcess.start({
      settings: { DATABASE_URL: await postgres.createDatabase(), TRUSTED_PROXIES: '127.0.0.1' },
    });
    undo.push(() => alone.stop());
    const databaseUrl = await postgres.createDatabase();
    const cluster = await startCluster({ count: NODES, databaseUrl });
    undo.push(() => cluster.stop());

    const meetingAt = async (server: ServerProcess) => {
      const space = await server.createSpace('Mätning', { lobby: 'none' });
      const generator = await speakersIn(server, space.callId);
      undo.push(() => generator.stop());
      return space;
    };
    const far = async (server: ServerProcess, media: ServerProcess, callId: CallId) => {
      const proxy = await TcpProxy.start(server.port, delayMs);
      undo.push(() => proxy.close());
      const relay = await UdpRelay.start({ target: media.mediaPort, delayMs });
      undo.push(() => relay.close());
      return { url: `http://127.0.0.1:${proxy.port}`, mediaRelayPort: relay.port, callId };
    };
    const aloneMeeting = await meetingAt(alone);
    const [first] = cluster.nodes;
    if (first === undefined) throw new Error('no node runs');
    const meeting = await meetingAt(first);
    const ownerAt = (await cluster.owners(databaseUrl)).get(meeting.id);
    const owner = cluster.nodes.find((_, at) => at === ownerAt);
    const edge = cluster.nodes.find((_, at) => at !== ownerAt);
    if (owner === undefined || edge === undefined) throw new Error('no node has the meeting');
    const servers: Record<Way, FarServer> = {
      'one server': await far(alone, alone, aloneMeeting.callId),
      owner: await far(owner, owner, meeting.callId),
      edge: await far(edge, owner, meeting.callId),
    };

    const times: Record<Way, JoinTimes[]> = { 'one server': [], owner: [], edge: [] };
    let visitors = 0;
    for (let round = 0; round < rounds + WARM_UP; round += 1)
      for (const at of WAYS.keys()) {
        const way = WAYS[(at + round) % WAYS.length] ?? 'edge';
        visitors += 1;
        const address = `198.51.${visitors >> 8}.${visitors & 255}`;
        const measured = await joinFromAfar(servers[way], address);
        if (round >= WARM_UP) times[way].push(measured);
      }
    return rowsOf(times);
  } finally {
    for (const one of undo.toReversed()) await one();
  }
}

/** In a process of their own. */
async function speakersIn({ port }: ServerProcess, callId: CallId): Promise<Generator> {
  const generator = startGenerator();
  const server = { speaks: 'Socket.IO', port } as const;
  await generator.enter(
    SPEAKERS.map((name) => ({
      server,
      callId,
      name,
      sends: { microphone: { isSpeaking: true } },
      receives: false,
      depth: 'media',
    })),
  );
  return generator;
}

const rowsOf = (times: Record<Way, JoinTimes[]>) =>
  MOMENTS.flatMap((moment) => {
    const valuesOf = (way: Way) => times[way].map((one) => one[moment]);
    const floor = median(valuesOf('one server'));
    return WAYS.map((way) => ({
      moment,
      way,
      'median, ms': Number(median(valuesOf(way)).toFixed(1)),
      'p95, ms': Number(percentile(valuesOf(way), 0.95).toFixed(1)),
      ratio: Number((median(valuesOf(way)) / floor).toFixed(3)),
    }));
  });
