// What each notice of the server changes in the page.
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type { LinkedPhone, VideoSource } from '@distansmote/shared/signalling/shapes.ts';
import type { Chat } from './chat.ts';
import type { EarlyTracks } from './earlyTracks.ts';
import type { MeetingConnection } from './meetingConnection.ts';
import type { LeftReason, MeetingStore } from './meetingStore.ts';
import type { People } from './people.ts';
import type { ReceptionReports } from './receptionReports.ts';

export interface NoticeSurroundings {
  store: MeetingStore;
  people: People;
  chat: Chat;
  rendering: ReceptionReports;
  /** Where tracks are received; before there is such a place, where they are kept. */
  tracks(): MeetingConnection | EarlyTracks;
  /** Of one's own picture. */
  setWatchedLayers(source: VideoSource, layers: number): void;
  /** People or their tracks have changed. */
  publish(): void;
  unprepare(): void;
  /** Everything must be built anew. */
  comeBack(): void;
  /** Let in from the lobby. */
  admitted(): void;
  /** A convener has turned the microphone off. */
  muted(byName: string): void;
  linkedPhoneChanged(linkedPhone: LinkedPhone | null): void;
  end(reason: LeftReason): void;
}

export function handleNotice(notice: Notice, around: NoticeSurroundings): void {
  const { store, people, chat, rendering } = around;
  switch (notice.name) {
    case 'participantJoined':
      people.came(notice.body.participant);
      return around.publish();
    case 'participantReturned':
    case 'participantChanged':
      people.returned(notice.body.participant);
      return around.publish();
    case 'participantLeft':
      people.left(notice.body.participantId, notice.body.reason);
      rendering.forget(notice.body.participantId);
      return around.publish();
    case 'trackStarted':
      return around.tracks().addTrack(notice.body.track);
    case 'trackStopped':
      return around.tracks().removeTrack(notice.body.participantId, notice.body.source);
    case 'trackPaused':
    case 'trackResumed': {
      const { participantId, source } = notice.body;
      return around.tracks().setTrackPaused(participantId, source, notice.name === 'trackPaused');
    }
    case 'speakersChanged':
      return store.setState({ speakerIds: notice.body.speakerIds });
    case 'connectionChanged':
      people.connectionChanged(notice.body.participantId, notice.body.connection);
      return around.publish();
    case 'suppressedChanged':
      return store.setState({ suppressedIds: notice.body.suppressedIds });
    case 'handRaised':
      people.handMoved(notice.body.participantId, notice.body.at);
      return around.publish();
    case 'handLowered':
      people.handMoved(notice.body.participantId, null);
      return around.publish();
    case 'messageSent':
      return chat.received(notice.body.message);
    case 'messageDelivered':
      return chat.delivered(notice.body.id);
    case 'playbackReported':
      return rendering.reported(notice.body);
    case 'subscribedLayersChanged':
      return around.setWatchedLayers(notice.body.source, notice.body.layers);
    case 'convenerPresenceChanged': {
      const { isConvenerThere } = notice.body;
      if (store.getState().stage.at === 'inLobby')
        store.setState({ stage: { at: 'inLobby', isConvenerThere } });
      return undefined;
    }
    case 'admitted':
      return around.admitted();
    case 'lobbyChanged':
      return people.lobbyChanged(notice.body.lobby);
    case 'lockChanged':
      return store.setState({ isLocked: notice.body.isLocked });
    case 'muted':
      return around.muted(notice.body.byName);
    case 'linkedPhoneChanged':
      return around.linkedPhoneChanged(notice.body.linkedPhone);
    case 'denied':
      // As one who leaves, but for what is told of it.
      around.end('left');
      return store.setState({ stage: { at: 'turnedAway', ...notice.body } });
    case 'removed':
      return around.end(notice.name);
    case 'preparationExpired':
      return around.unprepare();
    case 'sessionReplaced':
      return around.end('openedElsewhere');
    case 'meetingEnded':
      switch (notice.body.reason) {
        case 'spaceDeleted':
        case 'endedByConvener':
          return around.end(notice.body.reason);
        case 'mediaFailed':
          return around.comeBack();
        case 'serverStopping':
          // The socket drops next; when it is back, so are we.
          return undefined;
      }
      return undefined;
    default:
      // A notice that this version does not know is no harm.
      return notice satisfies never;
  }
}
