// What a cluster holds, and what it costs: joins at 100 ms beside one server, PostgreSQL's load, memory, and a model for more servers: `npm run bench:capacity`.
import { parseArgs } from 'node:util';
import { beatsRows, measureBeats } from './beats.ts';
import { measureJoins } from './joins.ts';
import { measureMedia, mediaRows } from './media.ts';
import { measureMemory, memoryRows } from './memory.ts';
import { modelOf, modelRows } from './model.ts';
import { measureStatements, statementRows } from './statements.ts';

const { values: options } = parseArgs({
  options: {
    /** Of joins, statements, beats, media and memory; the model needs the middle three. */
    parts: { type: 'string', default: 'joins,statements,beats,media,memory' },
    quick: { type: 'boolean', default: false },
    /** One way, in milliseconds. */
    delay: { type: 'string', default: '50' },
    rounds: { type: 'string' },
    /** Numbers of simulated servers, growing. */
    sizes: { type: 'string' },
    /** The media workers of each server of the model. */
    workers: { type: 'string', default: '4' },
  },
});
const { quick } = options;
const sizes = (options.sizes ?? (quick ? '3,10,30' : '3,10,30,100,300')).split(',').map(Number);
const mediaWorkers = Number(options.workers);
const parts = new Set(options.parts.split(','));
const begin = (part: string, words: string) => {
  if (!parts.has(part)) return false;
  console.log(`\n${words}`);
  return true;
};

if (begin('joins', 'A join over a long line; the ratio is to one server with PostgreSQL.')) {
  const rounds = Number(options.rounds ?? (quick ? 4 : 20));
  console.table(await measureJoins({ rounds, delayMs: Number(options.delay) }));
}

let statements: Awaited<ReturnType<typeof measureStatements>> | undefined;
if (
  begin('statements', 'What real servers ask of PostgreSQL; all but the first beyond the rest.')
) {
  statements = await measureStatements(
    quick
      ? { maxNodes: 2, seconds: 4, meetings: 4, lookUps: 12, joins: 12 }
      : { maxNodes: 3, seconds: 5, meetings: 10, lookUps: 150, joins: 100 },
  );
  console.table(statementRows(statements.counts));
  console.log('Asked most often at rest:');
  for (const { statement, calls } of statements.commonest)
    console.log(`  ${String(calls).padStart(4)} × ${statement.slice(0, 110)}`);
}

let beats: Awaited<ReturnType<typeof measureBeats>> | undefined;
if (
  begin(
    'beats',
    'Servers that only beat, each with 20 meetings, of which 5 change each second. A poll is what comes beside the second between two.',
  )
) {
  const seconds = quick ? 4 : 6;
  beats = await measureBeats({ sizes, seconds, meetingsOfEach: 20, changesOfEach: 5 });
  console.table(beatsRows(beats));
}

let media: Awaited<ReturnType<typeof measureMedia>> | undefined;
if (
  begin('media', 'One media worker with meetings of five, everybody with microphone and camera.')
) {
  media = await measureMedia({ meetings: quick ? 2 : 5, seconds: quick ? 4 : 10 });
  console.table(mediaRows(media));
}

if (begin('memory', 'Resident memory, twice so many, of which the second half is measured.')) {
  const rows = await measureMemory(
    quick ? { sockets: 100, calls: 10 } : { sockets: 500, calls: 25 },
  );
  console.table(memoryRows(rows));
}

if (statements !== undefined && beats !== undefined && media !== undefined) {
  const measured = { media, beats, statements: statements.counts, mediaWorkers };
  const model = modelOf(measured);
  console.log(
    `\nComputed: a worker holds ${model.peoplePerWorker} people, a server with ${mediaWorkers} workers ${model.peoplePerNode}.`,
  );
  const { perNode, perPair } = model.beats;
  console.log(
    `PostgreSQL's cores for the beats of N servers: ${perNode.toExponential(2)} · N + ${perPair.toExponential(2)} · N².`,
  );
  console.table(modelRows(measured));
}
