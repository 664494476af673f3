// A page that rebuilds its media may still be told of tracks for its former transport: it ignores them.
import { expectSeesAndHears } from './support/mediaProof.ts';
import { connectByLink } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

test('tracks for the former transport do not replace those received now', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Sent besked');
  const lars = await person();
  const trackNotices: string[] = [];
  let prepared = 0;
  await lars.routeWebSocket(/socket\.io/, (socket) => {
    const onward = socket.connectToServer();
    onward.onMessage((message) => {
      if (String(message).includes('"trackStarted"')) trackNotices.push(String(message));
      socket.send(message);
    });
    socket.onMessage((message) => {
      // As if the server had sent them before it reads this.
      if (String(message).includes('"prepare"') && (prepared += 1) > 1)
        for (const notice of trackNotices.splice(0)) socket.send(notice);
      onward.send(message);
    });
  });
  await connectByLink(lars, callId, 'Lars');
  const karin = await person();
  await connectByLink(karin, callId, 'Karin');
  await expectSeesAndHears(lars, 'Karin');
  expect(trackNotices.length).toBe(2);

  server.killMediaWorker();
  await expect.poll(() => prepared).toBe(2);
  await expectSeesAndHears(lars, 'Karin');
  await expectSeesAndHears(karin, 'Lars');
});
