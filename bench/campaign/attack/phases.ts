// All attacks of the campaign, in the order in which they run.
import { engineFloods } from './floods/engine.ts';
import { forgeries } from './floods/forgery.ts';
import { foreignPage } from './floods/foreignPage.ts';
import { guessing, lockedAccount } from './floods/guessing.ts';
import { meetingFloods } from './floods/meeting.ts';
import { roomPictures } from './floods/room.ts';
import { hiddenNumbers, strayRtp, telephoneFloods } from './floods/telephone.ts';
import { httpFuzz } from './fuzz/http.ts';
import { mediaFuzz } from './fuzz/media.ts';
import { transportFuzz } from './fuzz/packets.ts';
import { signallingFuzz } from './fuzz/signalling.ts';
import { telephoneFuzz } from './fuzz/telephone.ts';
import type { Phase } from './phase.ts';
import { httpOperations } from './tables/httpTable.ts';
import { requestStandings } from './tables/requestTable.ts';

export const tables: readonly Phase[] = [httpOperations, requestStandings];

export const fuzzers: readonly Phase[] = [
  ...signallingFuzz,
  mediaFuzz,
  transportFuzz,
  httpFuzz,
  ...telephoneFuzz,
];

const floods: readonly Phase[] = [
  foreignPage,
  ...forgeries,
  ...engineFloods,
  ...meetingFloods,
  ...telephoneFloods,
  roomPictures,
  // Last of all, since the guess budget that it spends recovers in ten minutes.
  ...guessing,
];

/** Floods that give a result within seconds, and leave nothing behind that later phases would wait for. */
export const shortFloods: readonly Phase[] = [
  foreignPage,
  ...forgeries,
  ...meetingFloods,
  hiddenNumbers,
  strayRtp,
  roomPictures,
  lockedAccount,
];

export const phases: readonly Phase[] = [...tables, ...fuzzers, ...floods];
