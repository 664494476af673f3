// Proves a cluster of three nodes, each scenario in turn, and prints what was measured beside what is aimed at. In a network namespace of its own.
import { parseArgs } from 'node:util';
import type { Outcome } from './meetings.ts';
import type { Scenario } from './scenario.ts';
import { scenarios } from './scenarios.ts';
import { setStage, type Stage } from './stage.ts';

const { positionals: names } = parseArgs({ allowPositionals: true });
const unknown = names.find((name) => !scenarios.some((scenario) => scenario.name === name));
if (unknown !== undefined) {
  console.error(`There is no scenario ${unknown}. There are:`);
  for (const { name, says } of scenarios) console.error(`  ${name}: ${says}`);
  process.exit(2);
}
const MAX_LINES = 12;

const chosen = scenarios.filter(({ name }) => names.length === 0 || names.includes(name));
let red = 0;
let stage: Stage | undefined;
try {
  for (const scenario of chosen) {
    // After a scenario that failed, nothing is what the next one expects.
    const { hasLines = false, hasGuests = false } = scenario;
    if (stage !== undefined && (stage.hasLines !== hasLines || stage.hasGuests !== hasGuests)) {
      await stage.stop();
      stage = undefined;
    }
    stage ??= await setStage({ hasLines, hasGuests });
    const outcome = await play(scenario, stage);
    const isRed = outcome.problems.length > 0;
    console.log(`${isRed ? 'RED' : 'green'} | ${scenario.name} | ${scenario.says}`);
    console.log(`  aim: ${scenario.aim}`);
    for (const line of outcome.numbers) console.log(`  ${line}`);
    for (const line of outcome.problems.slice(0, MAX_LINES)) console.log(`  ✗ ${line}`);
    if (isRed) {
      red += 1;
      for (const line of stage.lines.slice(-MAX_LINES)) console.log(`    ${line}`);
    }
    if (isRed || scenario.endsStage === true) {
      await stage.stop();
      stage = undefined;
    }
  }
} finally {
  await stage?.stop();
}
console.log(
  red === 0 ? 'All scenarios are green.' : `${red} of ${chosen.length} scenarios are red.`,
);
process.exit(red === 0 ? 0 : 1);

async function play(scenario: Scenario, on: Stage): Promise<Outcome> {
  on.lines.length = 0;
  try {
    return await scenario.run(on);
  } catch (error) {
    return {
      problems: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
      numbers: [],
    };
  }
}
