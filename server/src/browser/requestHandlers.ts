// The request handlers: one per row of the request table.
import type { ParsedBody, Reply, RequestName } from '@distansmote/shared/signalling/requests.ts';
import { Refused } from '../meetings/refused.ts';
import { createChatHandlers } from './chatHandlers.ts';
import type { ClientSession } from './clientSession.ts';
import { createEquipmentHandlers, type EquipmentHandlersDeps } from './equipmentHandlers.ts';
import { createJoinHandlers, type JoinHandlersDeps } from './joinHandlers.ts';
import { createDialInHandlers, type DialInHandlersDeps } from './dialInHandlers.ts';
import { orRefused } from './mediaRefused.ts';
import { createLiveTextHandlers } from './liveTextHandlers.ts';
import { createModerationHandlers, type ModerationHandlersDeps } from './moderationHandlers.ts';
import { payerOf, payForToggle } from './payer.ts';
import { createRingingHandlers, type RingingHandlersDeps } from './ringingHandlers.ts';
import { createTrackHandlers } from './trackHandlers.ts';

export type HandlerDeps = JoinHandlersDeps &
  EquipmentHandlersDeps &
  DialInHandlersDeps &
  ModerationHandlersDeps &
  RingingHandlersDeps;

export type RequestHandlers = {
  [N in RequestName]: (session: ClientSession, body: ParsedBody<N>) => Promise<Reply<N>>;
};

export function createRequestHandlers(deps: HandlerDeps): RequestHandlers {
  const { limiter } = deps;
  return {
    ...createJoinHandlers(deps),

    async connectTransport({ media }, { direction, dtlsParameters }) {
      if (media.hasConnected(direction)) throw new Refused('alreadyConnected');
      await orRefused(media.connect(direction, dtlsParameters));
      return {};
    },

    restartIce: (session) => orRefused(session.media.restartIce()),

    async readyToMove(session) {
      const { meeting, leg } = session.joined;
      meeting.departure.ready(leg);
      return {};
    },

    async raiseHand(session) {
      const { meeting, person } = session.joined;
      payForToggle(limiter, session);
      meeting.hands.raise(person);
      return {};
    },

    async lowerHand(session) {
      const { meeting, person } = session.joined;
      meeting.hands.lower(person);
      return {};
    },

    async setSigning(session, { isSigning }) {
      const { meeting, person } = session.joined;
      if (isSigning) payForToggle(limiter, session);
      meeting.signing.set(person, isSigning);
      return {};
    },

    async reportPlayback(session, { reports }) {
      const { meeting, person } = session.joined;
      const news = meeting.playbackReports.newOf(person.id, reports);
      limiter.consume('playbackReports', payerOf(session), news.length);
      meeting.playbackReports.tell(person.id, news);
      return {};
    },

    ...createTrackHandlers(limiter),
    ...createChatHandlers(limiter),
    ...createLiveTextHandlers(limiter),
    ...createDialInHandlers(deps),
    ...createModerationHandlers(deps),
    ...createRingingHandlers(deps),
    ...createEquipmentHandlers(deps),
  };
}
