// Tests that take longer than the test suite may: `npm run campaign`, or one of them: `-- mutations`, `-- lines`,
// `-- attack`, `-- cluster`.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runCampaign } from './attack/campaign.ts';
import { phases } from './attack/phases.ts';
import { runCluster } from './cluster/runCluster.ts';
import { runLines } from './lines.ts';
import { runMutations } from './mutations.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    /** One or several, separated by commas; default all. */
    phase: { type: 'string' },
  },
});
const [campaign = 'all', ...scenarios] = positionals;
const names = options.phase?.split(',') ?? phases.map(({ name }) => name);
const unknown = names.find((name) => !phases.some((phase) => phase.name === name));
const [minutes, seed] = [Number(options.minutes), Number(options.seed)];

/** Each returns an exit code: 0 if everything passed. */
const campaigns: Record<string, () => number | Promise<number>> = {
  mutations: () => runMutations(seed),
  lines: runLines,
  attack: runAttack,
  cluster: () => runCluster(scenarios),
};

async function runAttack(): Promise<number> {
  console.log(`attack | seed ${seed} | ${minutes} minutes | ${names.length} phases`);
  const red = await runCampaign({
    phases: phases.filter(({ name }) => names.includes(name)),
    seed,
    minutes,
  });
  console.log(red === 0 ? 'All phases are green.' : `${red} phases are red.`);
  return red === 0 ? 0 : 1;
}

const wanted = campaign === 'all' ? Object.keys(campaigns) : [campaign];
if (unknown !== undefined || wanted.some((name) => campaigns[name] === undefined)) {
  console.error('npm run campaign                      all of these');
  console.error('npm run campaign -- mutations [--seed N]');
  console.error('npm run campaign -- lines');
  console.error('npm run campaign -- attack [--minutes N] [--seed N] [--phase NAME,…]');
  console.error('npm run campaign -- cluster [SCENARIO …]');
  for (const { name, says } of phases) console.error(`  ${name}: ${says}`);
  process.exit(2);
}
let exitCode = 0;
for (const name of wanted) exitCode = (await campaigns[name]?.()) || exitCode;
process.exit(exitCode);
