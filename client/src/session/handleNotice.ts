// What each of the server's notices changes on the page.
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type { JoinFlow } from './joinFlow.ts';
import { advance } from './meetingStore.ts';
import { takeRole } from './ownRole.ts';
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

export function handleNotice(notice: Notice, deps: NoticeDeps): void {
  const { store, media, people, chat, receptionReports, end, showPeople } = deps;
  switch (notice.name) {
    case 'participantJoined':
      people.joined(notice.body.participant);
      return showPeople();
    case 'participantReturned':
    case 'participantChanged':
      people.returned(notice.body.participant);
      return showPeople();
    case 'participantLeft':
      people.left(notice.body.participantId, notice.body.reason);
      receptionReports.forget(notice.body.participantId);
      return showPeople();
    case 'trackStarted':
      return media.tracks.addTrack(notice.body.track);
    case 'trackStopped':
      return media.tracks.removeTrack(notice.body.participantId, notice.body.source);
    case 'trackPaused':
    case 'trackResumed': {
      const { participantId, source } = notice.body;
      return media.tracks.setTrackPaused(participantId, source, notice.name === 'trackPaused');
    }
    case 'speakersChanged':
      return store.setState({ speakerIds: notice.body.speakerIds });
    case 'connectionChanged':
      people.described(notice.body.participantId, { connection: notice.body.connection });
      return showPeople();
    case 'signingChanged':
      people.described(notice.body.participantId, { isSigning: notice.body.isSigning });
      return showPeople();
    case 'suppressedChanged':
      return store.setState({ suppressedIds: notice.body.suppressedIds });
    case 'handRaised':
      people.handMoved(notice.body.participantId, notice.body.at);
      return showPeople();
    case 'handLowered':
      people.handMoved(notice.body.participantId, null, notice.body.by);
      return showPeople();
    case 'messageSent':
      return chat.received(notice.body.message);
    case 'textWritten':
      return deps.liveText.listener?.written(notice.body);
    case 'messageDelivered':
      return chat.delivered(notice.body.id);
    case 'playbackReported':
      return receptionReports.reported(notice.body);
    case 'subscribedLayersChanged':
      return media.current?.connection.sending.setWatchedLayers(
        notice.body.source,
        notice.body.layers,
      );
    case 'convenerPresenceChanged':
      advance(store, 'convenerPresenceChanged', notice.body.isConvenerThere);
      return undefined;
    case 'admitted':
      deps.signalling.lead(notice.body.room);
      return void deps.joinFlow.admitted();
    case 'lobbyChanged':
      return people.lobbyChanged(notice.body.lobby);
    case 'lobbyTold':
      advance(store, 'lobbyTold', notice.body);
      return undefined;
    case 'spotlightChanged':
      return store.setState({ spotlightIds: spotlightIdsOf(notice.body) });
    case 'captionsChanged':
      return store.setState({
        captions: notice.body.captions,
        captionsStoppedBy: notice.body.stoppedBy,
      });
    case 'captionSpoken':
      return store.setState({ captionSpoken: notice.body });
    case 'soundAsked':
      return store.setState({ fromConvener: { type: 'soundAsked', by: notice.body.by } });
    case 'screenStopped':
      deps.stopSharing();
      return store.setState({ fromConvener: { type: 'screenStopped', by: notice.body.by } });
    case 'roleGiven':
      takeRole(store, notice.body.role);
      return store.setState({ fromConvener: { type: 'roleGiven', ...notice.body } });
    case 'lockChanged':
      return store.setState({ isLocked: notice.body.isLocked });
    case 'muted':
      return deps.microphone.mutedByConvener(notice.body.byName);
    case 'linkedPhoneChanged':
      return deps.microphone.phoneChanged(notice.body.linkedPhone);
    case 'ringingChanged': {
      const { ringing } = store.getState();
      return ringing && store.setState({ ringing: { ...ringing, calls: notice.body.calls } });
    }
    case 'ringMeChanged':
      return store.setState({ ringMe: notice.body.state });
    case 'denied':
      advance(store, 'denied', notice.body);
      return deps.release();
    case 'removed':
      return end(notice.name);
    case 'preparationExpired':
      return media.discard();
    case 'sessionReplaced':
      return end('openedElsewhere');
    case 'moving':
    case 'moveNow':
      // Without it the page comes to the other server when it is told that the meeting has moved.
      return void import('./warmMove.ts').then(
        ({ warmMove }) => warmMove(notice.name, deps),
        () => undefined,
      );
    case 'meetingEnded':
      switch (notice.body.reason) {
        case 'spaceDeleted':
        case 'endedByConvener':
          return end(notice.body.reason);
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
      return notice satisfies never;
  }
}
