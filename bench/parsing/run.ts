// Measures the decoding and validation of the most expensive bodies that a page can send: `npm run bench:parsing`.
import { type RequestName, requests } from '@distansmote/shared/signalling/requests.ts';
import { boundedParser } from '../../server/src/browser/boundedParser.ts';
import { median, percentile } from '../join/statistics.ts';
import { bodies } from './bodies.ts';

const ROUNDS = 200;

const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

interface Row {
  request: string;
  characters: number;
  outcome: string;
  'first ms': string;
  'median ms': string;
  'p95 ms': string;
}

function measure(name: RequestName, what: string, body: unknown): Row {
  const packet = `212["request","${name}",${JSON.stringify(body)}]`;
  const decoder = new boundedParser.Decoder();
  let received: unknown;
  decoder.on('decoded', ({ data }: { data?: unknown[] }) => (received = data?.[2]));
  let outcome = '';
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAt = cpuMs();
    decoder.add(packet);
    if (typeof received === 'symbol') outcome = 'tooLarge';
    else outcome = requests[name].body.safeParse(received).success ? 'valid' : 'invalid';
    times.push(cpuMs() - startedAt);
  }
  return {
    request: `${name}: ${what}`,
    characters: packet.length,
    outcome,
    // Before the engine has compiled any of it, like the first request after a start.
    'first ms': (times[0] ?? 0).toFixed(2),
    'median ms': median(times).toFixed(2),
    'p95 ms': percentile(times, 0.95).toFixed(2),
  };
}

console.log(
  `CPU of decoding and validating one request, ${ROUNDS} times each; garbage collection included.`,
);
console.table(bodies.map(([name, what, body]) => measure(name, what, body)));
