import { expect, test } from 'vitest';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { type Identity, Person } from './person.ts';

const identity = (canModerate: Identity['canModerate']): Identity => ({
  name: 'Karin',
  profession: '',
  isConvener: true,
  canModerate,
  strangerFrom: undefined,
  browserId: undefined,
});

test('the account that somebody joins again with counts, not the one being looked up', async () => {
  const signedOut = Promise.withResolvers<boolean>();
  const person = new Person(
    'karin' as ParticipantId,
    identity(() => signedOut.promise),
  );
  const asked = person.canModerate();
  person.joinAgain(identity(async () => true));
  signedOut.resolve(false);
  expect(await asked).toBe(true);
});
