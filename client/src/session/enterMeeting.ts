// The join itself: one request, after which whatever has been prepared flows.
import { ConnectionFailed } from './joinProblem.ts';
import type { MeetingConnection } from './meetingConnection.ts';
import { advance } from './meetingStore.ts';
import { takeRole } from './ownDescription.ts';
import { keepPass } from './personKey.ts';
import type { SessionParts } from './sessionParts.ts';
import { spotlightIdsOf } from './spotlightIdsOf.ts';
import type { Entrant } from './sessionState.ts';

/** @throws RequestRefused, RequestUnanswered, ConnectionFailed */
export async function enterMeeting(parts: SessionParts, entrant: Entrant): Promise<void> {
  const { callId, store, signalling, media, people, chat, remoteVideo, microphone } = parts;
  /** A transport may fail meanwhile, and its connection is gone then. */
  const checkCurrent = (connection: MeetingConnection) => {
    if (media.current?.connection !== connection) throw new ConnectionFailed();
  };
  const { connection, localTracks } = await media.prepare();
  await localTracks.settled();
  checkCurrent(connection);
  const { offers } = connection.sending;
  people.joinSent();
  parts.receptionReports.clear();
  const reply = await connection.join(entrant, offers);
  checkCurrent(connection);
  const { speakerIds, suppressedIds, isConvener, isLocked, lobby, meetingName } = reply;
  const { captions = null, canCaption = false } = reply;
  const { id } = connection;
  microphone.joined(reply.linkedPhone);
  parts.dialIn.joined();
  keepPass(callId, reply.pass);
  people.joinAnswered(reply.participants);
  localTracks.joined(offers);
  // A server that was restarted does not know of the hand. One that does may have seen it lowered by telephone.
  const shownHand = store.getState().me?.handRaisedAt ?? null;
  const { handRaisedAt = shownHand } = reply;
  const isSigning = store.getState().me?.isSigning ?? reply.isSigning === true;
  store.setState({
    me: { id, ...entrant, isConvener, handRaisedAt, isSigning, connection: 'good' },
    meetingName,
    speakerIds,
    suppressedIds,
    spotlightIds: spotlightIdsOf(reply),
    captions,
    canCaption,
    isLocked,
    lobby,
    ringing: reply.ringing,
    ringMe: reply.ringing?.own ?? null,
  });
  advance(store, 'entered');
  if (reply.givenRole !== undefined) takeRole(store, reply.givenRole);
  people.show(media.remoteTracks);
  remoteVideo.joined();
  chat.joined(signalling, { id, name: entrant.name }, reply.hasMessages);
  parts.liveText.listener?.joined();
  if (reply.handRaisedAt === undefined && shownHand !== null) signalling.send('raiseHand', {});
  if (isSigning !== (reply.isSigning === true)) signalling.send('setSigning', { isSigning });
  signalling.resendPending();
}
