// Tests that take longer than the test suite may: `npm run campaign -- attack` or `-- lines`.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runCampaign } from './attack/campaign.ts';
import { phases } from './attack/phases.ts';
import { runLines } from './lines.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    /** One or several, separated by commas; default all. */
    phase: { type: 'string' },
  },
});
const [campaign] = positionals;
if (campaign === 'lines') process.exit(runLines());
const names = options.phase?.split(',') ?? phases.map(({ name }) => name);
const unknown = names.find((name) => !phases.some((phase) => phase.name === name));
if (campaign !== 'attack' || unknown !== undefined) {
  console.error('npm run campaign -- lines');
  console.error('npm run campaign -- attack [--minutes N] [--seed N] [--phase NAME,…]');
  for (const { name, says } of phases) console.error(`  ${name}: ${says}`);
  process.exit(2);
}
const [minutes, seed] = [Number(options.minutes), Number(options.seed)];
console.log(`attack | seed ${seed} | ${minutes} minutes | ${names.length} phases`);
const red = await runCampaign({
  phases: phases.filter(({ name }) => names.includes(name)),
  seed,
  minutes,
});
console.log(red === 0 ? 'All phases are green.' : `${red} phases are red.`);
process.exit(red === 0 ? 0 : 1);
