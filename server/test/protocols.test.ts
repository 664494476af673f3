// A server accepts pages of the version before: none of them reloads in the middle of a meeting.
import { expect, onTestFinished, test, vi } from 'vitest';
import { PROTOCOL } from '@distansmote/shared/protocol.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { startTestServer } from '@distansmote/testkit/server/testServer.ts';

vi.mock(import('@distansmote/shared/protocol.ts'), async (original) => {
  const real = await original();
  // As during the release after a change of the protocol.
  return { ...real, ACCEPTED_PROTOCOLS: [real.PROTOCOL, real.PROTOCOL - 1] };
});

test('pages of both versions are in one meeting, and one of the version before them is refused', async () => {
  const server = await startTestServer();
  onTestFinished(() => server.stop());
  const { callId } = await server.makeSpace();
  const open = (protocol: number) => Page.open(server, { auth: { protocol } });
  const [anna, bo] = [await open(PROTOCOL), await open(PROTOCOL - 1)];
  await anna.enter(callId, 'Anna');
  const { participants } = await bo.enter(callId, 'Bo');
  expect(participants.map(({ name }) => name)).toEqual(['Anna']);
  await expect(open(PROTOCOL - 2)).rejects.toThrow('protocolMismatch');
  for (const page of [anna, bo]) page.close();
});
