// What each of the server's notices changes on the page.
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type { JoinFlow } from './joinFlow.ts';
import { advance } from './meetingStore.ts';
import { takeRole } from './ownDescription.ts';
import type { Reconnect } from './reconnect.ts';
import type { SessionParts } from './sessionParts.ts';
import type { EndReason } from './sessionState.ts';
import { spotlightIdsOf } from './spotlightIdsOf.ts';

export interface NoticeDeps extends SessionParts {
  joinFlow: JoinFlow;
  reconnect: Reconnect;
  /** After people or their tracks have changed. */
  showPeople(): void;
  stopSharing(): void;
  /** Frees everything, once the session is over. */
  release(): void;
  end(reason: EndReason): void;
}

export function handleNotice({ name, body }: Notice, deps: NoticeDeps): void {
  const { store, media, people, chat, receptionReports, end, showPeople } = deps;
  switch (name) {
    case 'participantJoined':
      people.joined(body.participant);
      return showPeople();
    case 'participantReturned':
    case 'participantChanged':
      people.returned(body.participant);
      return showPeople();
    case 'participantLeft':
      people.left(body.participantId, body.reason);
      receptionReports.forget(body.participantId);
      return showPeople();
    case 'trackStarted':
      return media.tracks.addTrack(body.track);
    case 'trackStopped':
      return media.tracks.removeTrack(body.participantId, body.source);
    case 'trackPaused':
    case 'trackResumed': {
      const { participantId, source } = body;
      return media.tracks.setTrackPaused(participantId, source, name === 'trackPaused');
    }
    case 'speakersChanged':
      return store.setState({ speakerIds: body.speakerIds });
    case 'connectionChanged':
    case 'signingChanged': {
      const { participantId, ...change } = body;
      people.described(participantId, change);
      return showPeople();
    }
    case 'suppressedChanged':
      return store.setState({ suppressedIds: body.suppressedIds });
    case 'handRaised':
      people.handMoved(body.participantId, body.at);
      return showPeople();
    case 'handLowered':
      people.handMoved(body.participantId, null, body.by);
      return showPeople();
    case 'messageSent':
      return chat.received(body.message);
    case 'textWritten':
      return deps.liveText.listener?.written(body);
    case 'messageDelivered':
      return chat.delivered(body.id);
    case 'playbackReported':
      return receptionReports.reported(body);
    case 'subscribedLayersChanged':
      return media.current?.connection.sending.setWatchedLayers(body.source, body.layers);
    case 'convenerPresenceChanged':
      advance(store, 'convenerPresenceChanged', body.isConvenerThere);
      return undefined;
    case 'admitted':
      deps.signalling.lead(body.room);
      return void deps.joinFlow.admitted();
    case 'lobbyChanged':
      return people.lobbyChanged(body.lobby);
    case 'lobbyTold':
      advance(store, 'lobbyTold', body);
      return undefined;
    case 'spotlightChanged':
      return store.setState({ spotlightIds: spotlightIdsOf(body) });
    case 'captionsChanged':
      return store.setState({
        captions: body.captions,
        captionsStoppedBy: body.stoppedBy,
      });
    case 'captionSpoken':
      return store.setState({ captionSpoken: body });
    case 'soundAsked':
      return store.setState({ fromConvener: { type: 'soundAsked', by: body.by } });
    case 'screenStopped':
      deps.stopSharing();
      return store.setState({ fromConvener: { type: 'screenStopped', by: body.by } });
    case 'roleGiven':
      takeRole(store, body.role);
      return store.setState({ fromConvener: { type: 'roleGiven', ...body } });
    case 'lockChanged':
      return store.setState({ isLocked: body.isLocked });
    case 'muted':
      return deps.microphone.mutedByConvener(body.byName);
    case 'linkedPhoneChanged':
      return deps.microphone.phoneChanged(body.linkedPhone);
    case 'ringingChanged': {
      const { ringing } = store.getState();
      return ringing && store.setState({ ringing: { ...ringing, calls: body.calls } });
    }
    case 'ringMeChanged':
      return store.setState({ ringMe: body.state });
    case 'denied':
      advance(store, 'denied', body);
      return deps.release();
    case 'removed':
      return end(name);
    case 'preparationExpired':
      return media.discard();
    case 'sessionReplaced':
      return end('openedElsewhere');
    case 'moving':
    case 'moveNow':
      // Without it the page comes to the other server when it is told that the meeting has moved.
      return void import('./warmMove.ts').then(
        ({ warmMove }) => warmMove(name, deps),
        () => undefined,
      );
    case 'meetingEnded':
      switch (body.reason) {
        case 'spaceDeleted':
        case 'endedByConvener':
          return end(body.reason);
        case 'mediaFailed':
          return void deps.reconnect.start();
        case 'moved':
          return deps.signalling.startOver();
        case 'serverStopping':
          // The socket drops next, and the session reconnects with it.
          return undefined;
      }
      return undefined;
    default:
      // A notice from a newer server is ignored.
      return name satisfies never;
  }
}
