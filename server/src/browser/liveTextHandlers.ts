// Request handlers for real-time text.
import type { Limiter } from '../limits/limiter.ts';
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
    // What comes again has been paid for.
    if (meeting.liveText.isNew(person.id, written.seq))
      limiter.consume('liveTextWritten', payer, written.text.length);
    return { lastSeq: meeting.liveText.writeNumbered(person, written) };
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
