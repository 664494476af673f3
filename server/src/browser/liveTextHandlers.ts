// Request handlers for real-time text.
import type { Limiter } from '../limits/limiter.ts';
import { Refused } from '../meetings/refused.ts';
import { payerOf } from './payer.ts';
import type { RequestHandlers } from './requestHandlers.ts';

type LiveTextRequest = 'writeText' | 'readText';

export const createLiveTextHandlers = (
  limiter: Limiter,
): Pick<RequestHandlers, LiveTextRequest> => ({
  async writeText(session, written) {
    const { meeting, person } = session.joined;
    const payer = payerOf(session);
    limiter.consume('liveTextRequests', payer);
    const order = meeting.liveText.orderOf(person.id, written.seq);
    if (order === 'tooSoon') throw new Refused('outOfOrder');
    if (order === 'next') {
      limiter.consume('liveTextWritten', payer, written.text.length);
      meeting.liveText.writeNumbered(person, written);
    }
    return { at: meeting.liveText.at };
  },

  async readText(session) {
    const { meeting, person } = session.joined;
    const payer = payerOf(session);
    limiter.check('chatBytes', payer);
    const read = meeting.readText(person);
    limiter.charge('chatBytes', payer, Buffer.byteLength(JSON.stringify(read)));
    return read;
  },
});
