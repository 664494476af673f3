// Request handlers for the chat.
import { MESSAGE_BUDGET } from '@distansmote/shared/signalling/messageLimits.ts';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Limiter } from '../limits/limiter.ts';
import { Refused } from '../meetings/refused.ts';
import { payerOf } from './payer.ts';
import type { RequestHandlers } from './requestHandlers.ts';

/** What the others are sent besides: who wrote it, and when. */
const ENVELOPE_BYTES = 200;

const bytesOf = (message: object) => Buffer.byteLength(JSON.stringify(message)) + ENVELOPE_BYTES;

type ChatRequest = 'sendMessage' | 'readMessages' | 'messagesArrived';

export function createChatHandlers(limiter: Limiter): Pick<RequestHandlers, ChatRequest> {
  const messageBudget = new RateLimiterMemory({
    points: MESSAGE_BUDGET.messages,
    duration: MESSAGE_BUDGET.windowMs / 1000,
  });

  return {
    async sendMessage(session, message) {
      const { meeting, person } = session.joined;
      if (message.to !== 'everybody') {
        const recipient = meeting.find(message.to);
        if (recipient === undefined) throw new Refused('recipientGone');
        if (!recipient.readsChat) throw new Refused('recipientOnPhone');
      }
      await messageBudget.consume(person.id).catch(() => {
        throw new Refused('tooFast');
      });
      limiter.consume('chatWritten', payerOf(session), bytesOf(message));
      if (message.to === 'everybody')
        limiter.consume('noticesMade', payerOf(session), meeting.presentCount);
      const { sentAt } = meeting.sendMessage(person, message);
      return { sentAt };
    },

    async readMessages(session, { after }) {
      const { meeting, person } = session.joined;
      const payer = payerOf(session);
      limiter.check('chatBytes', payer);
      const page = meeting.readMessages(person, after);
      limiter.charge('chatBytes', payer, page.bytes);
      return { messages: page.messages, next: page.next };
    },

    async messagesArrived(session, { ids }) {
      const { meeting, person } = session.joined;
      for (const id of ids) meeting.chat.arrived(person.id, id);
      return {};
    },
  };
}
