// However many PINs are guessed at once, few are looked at.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { expect, test } from 'vitest';
import { DialInPins } from './dialInPins.ts';
import { PinOwners } from './pinOwners.ts';

const callId = '123456789' as CallId;
const anna = { id: 'anna' as ParticipantId, name: 'Anna', profession: '' };

function start() {
  const dialInPins = new DialInPins(() => true);
  const pin = dialInPins.issue(anna, Date.now());
  const owners = new PinOwners(() => Promise.resolve({ dialInPins }));
  const wrong = Array.from({ length: 10_000 }, (_, at) => String(at).padStart(4, '0')).filter(
    (one) => one !== pin,
  );
  return { pin, owners, wrong };
}

test('after ten wrong ones the right one is wrong too, also when all come at once', async () => {
  const { pin, owners, wrong } = start();
  const tries = [...wrong.slice(0, 10), pin, ...wrong.slice(10)];
  const found = await Promise.all(tries.map((one) => owners.ownerOf(callId, one)));
  expect(found.filter(Boolean)).toEqual([]);
  // Of another meeting it says nothing.
  expect(await owners.ownerOf('234567891' as CallId, pin)).toEqual(anna);
});

test('right ones cost nothing', async () => {
  const { pin, owners, wrong } = start();
  for (let time = 0; time < 30; time += 1) expect(await owners.ownerOf(callId, pin)).toEqual(anna);
  for (const one of wrong.slice(0, 9)) expect(await owners.ownerOf(callId, one)).toBeUndefined();
  expect(await owners.ownerOf(callId, pin)).toEqual(anna);
});
