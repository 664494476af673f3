// Whoever asks for what only conveners may: the right is looked up again for each request.
import type { Account } from '../accounts/accountStore.ts';
import { isConvener } from '../meetings/admission.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
import { Refused } from '../meetings/refused.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';
import type { ClientSession } from './clientSession.ts';

export interface Convener {
  meeting: Meeting;
  person: Person;
  space: Space;
  account: Account;
}

/** @throws Refused `notJoined`, `notConvener` */
export async function convenerOf(
  session: ClientSession,
  spaces: Pick<SpaceStore, 'findByCallId'>,
): Promise<Convener> {
  const space = await spaces.findByCallId(session.joined.meeting.callId);
  // The meeting may have moved to another server meanwhile: there the page asks again.
  const { meeting, person } = session.joined;
  const { account } = session.client;
  if (space === undefined || account === undefined || !isConvener(account, space))
    throw new Refused('notConvener');
  return { meeting, person, space, account };
}
