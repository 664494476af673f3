// Measures whether response times tell a deleted call ID from an unknown one: `npm run bench:guessing`, and with `--
// --spent`, while call IDs are unchecked, an existing one from an unknown one. `-- --shared` measures what counting at all nodes of a
// cluster costs (sharedCounts.ts).
import { parseArgs } from 'node:util';
import { median, percentile } from '../join/statistics.ts';
import { type Ask, byHttp, bySocket } from './ask.ts';
import { chanceOfLonger } from './chanceOfLonger.ts';
import { compareSharedCounts } from './sharedCounts.ts';
import { startServer } from './startServer.ts';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3000' },
    spaces: { type: 'string', default: '1000' },
    /** The budget for wrong call IDs is spent: existing ones must not be recognisable either. */
    spent: { type: 'boolean', default: false },
    shared: { type: 'boolean', default: false },
  },
});

if (options.shared) {
  await compareSharedCounts(Number(options.rounds), Number(options.spaces));
  process.exit(0);
}

const server = await startServer(Number(options.spaces), options.spent);
const taken = new Set([...server.existing, ...server.deleted]);

function drawUnknown(): string {
  const callId = String(100_000_000 + Math.floor(Math.random() * 900_000_000));
  return taken.has(callId) ? drawUnknown() : callId;
}

/** Of the existing ones, each equally often. */
const inTurn = (callIds: string[]) => (round: number) => callIds[round % callIds.length];

const kinds: Record<string, (round: number) => string | undefined> = {
  'nothing looked up (baseline)': () => undefined,
  unknown: drawUnknown,
  // The difference between two equal samples is the noise.
  'unknown, once more': drawUnknown,
  deleted: inTurn(server.deleted),
  existing: inTurn(server.existing),
};

/** Each order is equally likely, unlike a sort with a random comparator. */
const shuffled = (names: string[]) =>
  names
    .map((name) => ({ name, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ name }) => name);

async function measure(ask: Ask): Promise<Map<string, number[]>> {
  const times = new Map(Object.keys(kinds).map((kind) => [kind, [] as number[]]));
  const warmUp = Math.ceil(Number(options.rounds) / 10);
  for (let round = -warmUp; round < Number(options.rounds); round += 1) {
    // In a new order each time, so that none always follows the same one.
    for (const kind of shuffled(Object.keys(kinds))) {
      const tookMs = await ask(server.port, kinds[kind]?.(round + warmUp));
      if (round >= 0) times.get(kind)?.push(tookMs);
    }
  }
  return times;
}

try {
  for (const [way, ask] of Object.entries({ HTTP: byHttp, 'Socket.IO': bySocket })) {
    const times = await measure(ask);
    const reference = times.get('unknown') ?? [];
    const micro = (ms: number) => Math.round(ms * 1000);
    console.log(`${way}, microseconds`);
    console.table(
      Object.fromEntries(
        [...times].map(([kind, each]) => [
          kind,
          {
            answers: each.length,
            p5: micro(percentile(each, 0.05)),
            median: micro(median(each)),
            p95: micro(percentile(each, 0.95)),
            'longer than unknown': chanceOfLonger(each, reference).toFixed(3),
          },
        ]),
      ),
    );
  }
  console.log(
    'longer than unknown: how often a response takes longer than one for an unknown call ID; 0.5 is a coin toss.',
  );
} finally {
  await server.stop();
}
