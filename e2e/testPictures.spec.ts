// Pictures by their pixels: colours arrive as they were sent, the right way round, and young.
import {
  ageOf,
  frameNumberIn,
  plain,
  quartersIn,
  ROOM_QUARTERS,
} from '@distansmote/testkit/picture/testPattern.ts';
import { connectByLink, tileOf } from './support/meeting.ts';
import { expect, test } from './support/test.ts';
import { pictureIn, sendPattern } from './support/testPictures.ts';

test('two pages show each other the pattern that the other sends', async ({ server, person }) => {
  const { callId } = await server.createSpace('Testbild');
  const [karin, lars] = [await person(), await person()];
  await sendPattern(karin, ROOM_QUARTERS);
  await sendPattern(lars, plain('cyan'));
  await connectByLink(karin, callId, 'Karin');
  await connectByLink(lars, callId, 'Lars');
  const seenByKarin = () => pictureIn(tileOf(karin, 'Lars').locator('video'));
  const seenByLars = () => pictureIn(tileOf(lars, 'Karin').locator('video'));
  await expect.poll(async () => quartersIn(await seenByKarin())).toEqual(plain('cyan'));
  await expect.poll(async () => quartersIn(await seenByLars())).toEqual(ROOM_QUARTERS);
  // Less than a tenth of the time after which the numbers start again.
  const age = async () => ageOf(frameNumberIn(await seenByLars()) ?? Number.NaN);
  await expect.poll(age).toBeLessThan(4_000);
});
