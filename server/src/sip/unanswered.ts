// What a final response to an INVITE of ours means for whoever rings (RFC 3261 §21).
import type { Unanswered } from './sipMessages.ts';

const BY_STATUS: Readonly<Record<number, Unanswered>> = {
  // Not found, gone, cannot be told apart, incomplete: what was dialled leads to nobody.
  404: 'unknownNumber',
  410: 'unknownNumber',
  484: 'unknownNumber',
  485: 'unknownNumber',
  604: 'unknownNumber',
  // Nobody answers in time, is reachable just now, or was until it stopped ringing.
  408: 'noAnswer',
  480: 'noAnswer',
  487: 'noAnswer',
  486: 'busy',
  600: 'busy',
  603: 'declined',
  // RFC 8197, RFC 8688.
  607: 'declined',
  608: 'declined',
};

export const unansweredBy = (statusCode: number): Unanswered => BY_STATUS[statusCode] ?? 'failed';
