// Answers a load participant's requests as our server does, by acknowledgements of Socket.IO, and does nothing else but
// mediasoup's calls: the least that a join can cost with these two.
import type { Socket } from 'socket.io';
import type { BareAsk } from './protocol.ts';
import { type Room, Visitor } from './visitor.ts';

export function answerOverSocketIo(socket: Socket, roomOf: (name: string) => Promise<Room>): void {
  let visitor: Visitor | undefined;

  async function answer({ name, body }: Pick<BareAsk, 'name' | 'body'>): Promise<unknown> {
    if (name === 'prepare')
      visitor = new Visitor(await roomOf((body as { callId: string }).callId), ({ notice }) =>
        socket.emit('notice', notice),
      );
    return visitor?.handle({ id: 0, name, body } as BareAsk);
  }

  let turn: Promise<void> = Promise.resolve();
  socket.on(
    'request',
    (name: BareAsk['name'], body: BareAsk['body'], acknowledge?: (answer: unknown) => void) => {
      turn = turn.then(async () => {
        // `undefined` for what has no counterpart here, such as leaving.
        acknowledge?.({ ok: true, reply: (await answer({ name, body })) ?? {} });
      });
    },
  );
  socket.on('disconnect', () => visitor?.close());
}
