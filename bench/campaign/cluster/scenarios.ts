// All scenarios of the campaign, in the order in which they are played.
import type { Scenario } from './scenario.ts';
import { browsers } from './scenarios/browsers.ts';
import { costs } from './scenarios/costs.ts';
import { cuts } from './scenarios/cuts.ts';
import { databaseFaults } from './scenarios/databaseFaults.ts';
import { guests } from './scenarios/guests.ts';
import { guesses } from './scenarios/guesses.ts';
import { keeps } from './scenarios/keeps.ts';
import { lines } from './scenarios/lines.ts';
import { nodeFaults } from './scenarios/nodeFaults.ts';
import { polling } from './scenarios/polling.ts';
import { rooms } from './scenarios/rooms.ts';
import { spaces } from './scenarios/spaces.ts';
import { telephone } from './scenarios/telephone.ts';

export const scenarios: Scenario[] = [
  ...nodeFaults,
  ...polling,
  ...databaseFaults,
  ...cuts,
  ...keeps,
  ...spaces,
  ...browsers,
  ...costs,
  ...guesses,
  ...guests,
  ...lines,
  ...rooms,
  ...telephone,
];
