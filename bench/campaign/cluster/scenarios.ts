// All scenarios of the campaign, in the order in which they are played.
import type { Scenario } from './scenario.ts';
import { cuts } from './scenarios/cuts.ts';
import { databaseFaults } from './scenarios/databaseFaults.ts';
import { nodeFaults } from './scenarios/nodeFaults.ts';

export const scenarios: Scenario[] = [...nodeFaults, ...databaseFaults, ...cuts];
