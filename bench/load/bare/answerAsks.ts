// Answers a load participant's requests over its WebSocket, one at a time.
import type { WebSocket } from 'ws';
import type { BareAnswer, BareAsk, BareNotice } from './protocol.ts';
import { type Room, Visitor } from './visitor.ts';

export function answerAsks(socket: WebSocket, roomOf: (name: string) => Promise<Room>): void {
  let visitor: Visitor | undefined;
  const say = (said: BareAnswer | BareNotice) => socket.send(JSON.stringify(said));

  async function answer(ask: BareAsk): Promise<void> {
    try {
      if (ask.name === 'prepare') visitor = new Visitor(await roomOf(ask.body.callId), say);
      say({ id: ask.id, reply: await visitor?.handle(ask) });
    } catch (error) {
      say({ id: ask.id, failure: String(error) });
    }
  }

  let turn: Promise<void> = Promise.resolve();
  socket.on('message', (data: Buffer) => {
    const ask = JSON.parse(data.toString()) as BareAsk;
    turn = turn.then(() => answer(ask));
  });
  socket.on('close', () => visitor?.close());
}
