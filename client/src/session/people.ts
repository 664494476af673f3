// Who is in the meeting, as the server's notices say, combined with their tracks for the views.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { LeaveReason } from '@distansmote/shared/signalling/notices.ts';
import type { LobbyGuest, ParticipantDescription } from '@distansmote/shared/signalling/shapes.ts';
import { shallow } from 'zustand/vanilla/shallow';
import { type TrackKey, trackKey } from '../media/receiving.ts';
import type { Announcement, MeetingStore, RemoteParticipant, RemoteTrack } from './meetingStore.ts';

/** Announcements and chimes are limited per kind, so that a flood of one cannot drown the rest. */
const MAX_ANNOUNCED = 5;
const ANNOUNCED_WITHIN_MS = 5_000;

type Named = Pick<ParticipantDescription, 'name' | 'role'>;
type Change = Partial<Pick<ParticipantDescription, 'connection' | 'isSigning'>>;
type Participants = Map<ParticipantId, ParticipantDescription>;

/** Stands for somebody of whom only the tracks are known yet. */
const PLACEHOLDER = {
  kind: 'browser',
  name: '',
  profession: '',
  isConvener: false,
  handRaisedAt: null,
  speaksByPhone: false,
  connection: 'good',
} as const;

const SOURCES = ['microphone', 'camera', 'screen', 'screenSound'] as const;

export interface People {
  /** A `join` has been sent; its reply will say who is there. */
  joinSent(): void;
  joinAnswered(there: readonly ParticipantDescription[]): void;
  /** While the reply to `join` is on its way: shows everybody whose tracks are prepared, without their names. */
  showPlaceholders(remoteTracks: ReadonlyMap<TrackKey, RemoteTrack>): void;
  /** The join has failed, or leads to the lobby. */
  removePlaceholders(): void;
  joined(participant: ParticipantDescription): void;
  /** Somebody who reconnected within the grace period, or whose description changed: not announced. */
  returned(participant: ParticipantDescription): void;
  left(id: ParticipantId, reason: LeaveReason): void;
  /** For a convener: who is waiting to be let in. */
  lobbyChanged(lobby: readonly LobbyGuest[]): void;
  /** Also for the person on this page. Null: the hand is down. @param by the convener who lowered it. */
  handMoved(id: ParticipantId, raisedAt: number | null, by?: string): void;
  /** Also for the person on this page. */
  described(id: ParticipantId, change: Change): void;
  /** Before a reconnect: whoever is here now and comes back with us is not announced. */
  hold(): void;
  /** The meeting moves to another server: whoever is here now is shown until they are there, and not announced then. */
  keep(): void;
  /** Whoever is not there by now is no longer shown. */
  keepNoLonger(): void;
  /** Shows them to the views, which keep what they have while the session is not in the meeting. */
  show(remoteTracks: ReadonlyMap<TrackKey, RemoteTrack>): void;
}

export function createPeople(store: MeetingStore): People {
  let participants: Participants = new Map();
  // With HTTP polling, notices sent after the reply to a join may be read before it.
  let cameSinceJoin: Participants = new Map();
  let leftSinceJoin = new Set<ParticipantId>();
  /** Who was here before the reconnect: they may be cut off as well, and nobody need notice that they come back. */
  let familiar = new Set<ParticipantId>();
  /** Who has not come to the other server yet. */
  let kept: Participants = new Map();
  let announcements = 0;
  let announcedLately: Announcement['type'][] = [];
  /** Unchanged people keep the same object, so that no view renders again for nothing. */
  const shown = new WeakMap<ParticipantDescription, RemoteParticipant>();

  function withTracks(
    participant: ParticipantDescription,
    remoteTracks: ReadonlyMap<TrackKey, RemoteTrack>,
  ): RemoteParticipant {
    const tracks: RemoteParticipant['tracks'] = {};
    for (const source of SOURCES) {
      const track = remoteTracks.get(trackKey(participant.id, source));
      if (track !== undefined) tracks[source] = track;
    }
    const before = shown.get(participant);
    if (before !== undefined && shallow(before.tracks, tracks)) return before;
    const remote = { ...participant, tracks };
    shown.set(participant, remote);
    return remote;
  }

  function announce(what: Announcement['type'], { name, role }: Named): void {
    if (announcedLately.length === 0) setTimeout(() => (announcedLately = []), ANNOUNCED_WITHIN_MS);
    if (announcedLately.filter((one) => one === what).length >= MAX_ANNOUNCED) return;
    announcedLately.push(what);
    announcements += 1;
    store.setState({ announcement: { number: announcements, type: what, name, role } });
  }

  function returned(participant: ParticipantDescription): void {
    participants.set(participant.id, participant);
    cameSinceJoin.set(participant.id, participant);
    kept.delete(participant.id);
    leftSinceJoin.delete(participant.id);
  }

  return {
    joinSent() {
      cameSinceJoin = new Map();
      leftSinceJoin = new Set();
    },

    joinAnswered(there) {
      const all = [...kept, ...there.map((one) => [one.id, one] as const), ...cameSinceJoin];
      for (const { id } of there) kept.delete(id);
      participants = new Map(all.filter(([id]) => !leftSinceJoin.has(id)));
    },

    showPlaceholders(remoteTracks) {
      const ids = new Set(
        [...remoteTracks.keys()].map((key) => key.slice(0, key.indexOf('/')) as ParticipantId),
      );
      const others = [...ids].map((id) => withTracks({ ...PLACEHOLDER, id }, remoteTracks));
      store.setState({ others });
    },

    removePlaceholders() {
      store.setState({ others: [] });
    },

    joined(participant) {
      returned(participant);
      if (!familiar.delete(participant.id)) announce('joined', participant);
    },

    returned,

    left(id, reason) {
      const gone = participants.get(id);
      participants.delete(id);
      cameSinceJoin.delete(id);
      leftSinceJoin.add(id);
      if (gone === undefined) return;
      const isByMe = reason === 'removed' && id === store.getState().removedByMe;
      // To everybody else, that somebody was removed is an ordinary departure.
      const otherwise = reason === 'connectionLost' ? 'connectionLost' : 'left';
      announce(isByMe ? 'removedByMe' : otherwise, gone);
    },

    lobbyChanged(lobby) {
      const before = store.getState().lobby;
      store.setState({ lobby });
      const newcomer = lobby.find(({ id }) => !before.some((one) => one.id === id));
      if (newcomer) announce('knocked', newcomer);
    },

    handMoved(id, raisedAt, by) {
      const { me } = store.getState();
      if (me?.id === id && by !== undefined)
        store.setState({ fromConvener: { type: 'handLowered', by } });
      if (me?.id === id) store.setState({ me: { ...me, handRaisedAt: raisedAt } });
      const participant = participants.get(id);
      if (participant === undefined) return;
      participants.set(id, { ...participant, handRaisedAt: raisedAt });
      if (raisedAt !== null) announce('handRaised', participant);
    },

    described(id, change) {
      const { me } = store.getState();
      if (me?.id === id) store.setState({ me: { ...me, ...change } });
      const participant = participants.get(id);
      if (participant === undefined) return;
      participants.set(id, { ...participant, ...change });
      // A switch that is seldom turned; whoever does not see it would wonder at the silence.
      if (change.isSigning === true) announce('signs', participant);
    },

    hold() {
      familiar = new Set(participants.keys());
    },

    keep() {
      kept = new Map(participants);
      familiar = new Set(participants.keys());
    },

    keepNoLonger() {
      for (const id of kept.keys()) participants.delete(id);
      kept = new Map();
    },

    show(remoteTracks) {
      if (store.getState().sessionState.type !== 'inMeeting') return;
      const others = [...participants.values()].map((one) => withTracks(one, remoteTracks));
      if (!shallow(others, store.getState().others)) store.setState({ others });
    },
  };
}
