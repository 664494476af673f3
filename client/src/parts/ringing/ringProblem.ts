// What a refused ring is called in the texts, and which field it is about.
import { RequestRefused } from '../../platform/signallingClient.ts';

export interface RingProblem {
  field: 'to' | 'digits' | 'all';
  text:
    | 'numberUnclear'
    | 'numberShort'
    | 'numberEmergency'
    | 'numberNotAllowed'
    | 'digitsUnclear'
    | 'addressUnclear'
    | 'addressNotAllowed'
    | 'noTelephones'
    | 'noRooms'
    | 'noDialOut'
    | 'alreadyRinging'
    | 'ringsAtOnce'
    | 'ringsSpent'
    | 'failed';
}

export function ringProblemOf(error: unknown): RingProblem {
  const code = error instanceof RequestRefused ? error.code : 'internal';
  switch (code) {
    case 'numberUnclear':
    case 'numberShort':
    case 'numberEmergency':
    case 'numberNotAllowed':
    case 'addressUnclear':
    case 'addressNotAllowed':
    case 'alreadyRinging':
    case 'noTelephones':
    case 'noRooms':
      return { field: 'to', text: code };
    case 'digitsUnclear':
      return { field: 'digits', text: code };
    case 'noDialOut':
    case 'ringsAtOnce':
    case 'ringsSpent':
      return { field: 'all', text: code };
    default:
      return { field: 'all', text: 'failed' };
  }
}
