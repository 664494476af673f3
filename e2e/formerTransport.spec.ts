// A page that builds its media anew may still be told of tracks by its former transport: they are passed over.
import { expectSeesAndHears } from './support/mediaProof.ts';
import { connectByLink } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

test('what comes by the former transport does not take the place of what is received now', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Sent besked');
  const lars = await person();
  const tracksTold: string[] = [];
  let prepared = 0;
  await lars.routeWebSocket(/socket\.io/, (socket) => {
    const onward = socket.connectToServer();
    onward.onMessage((message) => {
      if (String(message).includes('"trackStarted"')) tracksTold.push(String(message));
      socket.send(message);
    });
    socket.onMessage((message) => {
      // As they come when the server has sent them before it reads this.
      if (String(message).includes('"prepare"') && (prepared += 1) > 1)
        for (const told of tracksTold.splice(0)) socket.send(told);
      onward.send(message);
    });
  });
  await connectByLink(lars, callId, 'Lars');
  const karin = await person();
  await connectByLink(karin, callId, 'Karin');
  await expectSeesAndHears(lars, 'Karin');
  expect(tracksTold.length).toBe(2);

  server.killMediaWorker();
  await expect.poll(() => prepared).toBe(2);
  await expectSeesAndHears(lars, 'Karin');
  await expectSeesAndHears(karin, 'Lars');
});
