// A person's way through one meeting: look up, prepare, join, react, come back, leave.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type { Device } from 'mediasoup-client';
import { loadDevice } from '../media/device.ts';
import { watchInterruptions } from '../media/interruptions.ts';
import { createLocalMedia, type LocalMedia } from '../media/localMedia.ts';
import type { LocalMediaStore } from '../media/localMediaStore.ts';
import { createLocalScreen, type LocalScreenStore } from '../media/localScreen.ts';
import { openSignalling, type SignallingClient } from '../platform/signallingClient.ts';
import { type Chat, createChat } from './chat.ts';
import { createDoor } from './door.ts';
import { EarlyTracks } from './earlyTracks.ts';
import { joinCredentialsOf } from './joinCredentials.ts';
import { handleNotice } from './handleNotice.ts';
import { createIceRestart } from './iceRestart.ts';
import { type LocalTrackSync, syncLocalTracks } from './localTrackSync.ts';
import { ConnectionFailed, isRefused, joinProblemOf } from './joinProblem.ts';
import { createModeration, type Moderate } from './moderation.ts';
import { lookUpMeeting } from './lookUp.ts';
import { MeetingConnection } from './meetingConnection.ts';
import { createMeetingStore, type LeftReason, type MeetingStore } from './meetingStore.ts';
import { createLinkedPhone, type LinkedPhoneActions } from './linkedPhone.ts';
import { createPeople } from './people.ts';
import { createRemoteVideo, type RemoteVideo } from './remoteVideo.ts';
import { watchMutedBy } from './mutedByConvener.ts';
import { watchPageLifetime } from './pageLifetime.ts';
import { keepPass } from './personKey.ts';
import { createReconnect } from './reconnect.ts';
import { createReceptionReports, type ReceptionReports } from './receptionReports.ts';
import { throttle } from './throttle.ts';
import { loadPlaybackReports } from './loadPlaybackReports.ts';

/** A socket that is back before this has hurt nobody: sound and picture went on. */
const SAY_DROPPED_AFTER_MS = 2_000;
/** A join is quicker than this; until then nobody need be told that it goes on. */
const SAY_JOINING_AFTER_MS = 250;
const SHOW_PEOPLE_EVERY_MS = 200;

export interface MeetingSession {
  meeting: MeetingStore;
  localMedia: LocalMediaStore;
  /** What the settings are about: which devices there are, which are used, what happened to them. */
  devices: LocalMedia;
  localScreen: LocalScreenStore;
  chat: Chat;
  receptionReports: ReceptionReports['store'];
  remoteVideo: RemoteVideo;
  linkedPhone: LinkedPhoneActions;
  /** Asks again for the devices that failed. */
  retryDevices(): void;
  /** Tells the others how they are seen and heard here, until the returned function is called. */
  reportPlayback(isSoundBlocked: () => boolean): () => void;
  /** From a meeting that is not open yet to its door. */
  goOn(): void;
  join(name: string, profession: string): Promise<void>;
  /** From the lobby, where numbers may be checked again by now. */
  tryAgain(): void;
  leave(): void;
  moderate: Moderate;
  endForAll(): void;
  startSharing(): void;
  stopSharing(): void;
  setHandRaised(isRaised: boolean): void;
  toggleMicrophone(): void;
  muteMicrophone(): void;
  /** Leaves if need be and frees everything; the session cannot be used again. */
  close(): void;
}

/** What stands between the socket and the meeting, made anew by each `prepare`. */
interface Prepared {
  connection: MeetingConnection;
  localTracks: LocalTrackSync;
}

export function createMeetingSession(callId: CallId): MeetingSession {
  const store = createMeetingStore(callId);
  const localMedia = createLocalMedia();
  const stopWatching = watchInterruptions(localMedia.store, () => localMedia.retakeMicrophone());
  const localScreen = createLocalScreen();
  const people = createPeople(store);
  const chat = createChat();
  const rendering = createReceptionReports();
  const mutedBy = watchMutedBy(store, localMedia);
  const linkedPhone = createLinkedPhone(store, localMedia, () => signalling);
  const moderation = createModeration(() => signalling);
  const counts = async () => (await prepared?.connection.counts()) ?? new Map();
  const remoteVideo = createRemoteVideo({
    store,
    counts,
    send: (changed) => signalling?.send('setVideoSizes', { pictures: changed }),
    lastPacketStamp: () => prepared?.connection.lastPacketStamp ?? 0,
    restartIce: () => void iceRestart.start(),
  });
  let device: Promise<Device> | undefined;
  let signalling: SignallingClient | undefined;
  let preparing: Promise<Prepared> | undefined;
  let prepared: Prepared | undefined;
  const earlyTracks = new EarlyTracks();
  let isClosed = false;
  let isEntering = false;
  const publish = throttle(show, SHOW_PEOPLE_EVERY_MS);
  let sayDropped: ReturnType<typeof setTimeout> | undefined;

  async function start(): Promise<void> {
    signalling = openSignalling({ notice: onNotice, dropped: onDropped, back: onBack });
    const result = await lookUpMeeting(callId);
    if (isClosed) return;
    if (!result.found) {
      signalling.close();
      store.setState({ stage: { at: 'lookUpFailed', problem: result.problem } });
      return;
    }
    const { name, isNumberChecked, phoneNumber, opensAt } = result.meeting;
    store.setState({ meetingName: name ?? '', isNumberChecked, phoneNumber });
    if (opensAt === null) openDoor();
    else store.setState({ stage: { at: 'notYetOpen', opensAt } });
    device = loadDevice(result.meeting.rtpCapabilities);
    device.catch(() => {
      if (!isClosed)
        store.setState({ stage: { at: 'lookUpFailed', problem: 'browserUnsupported' } });
    });
    if (opensAt === null) prepareAhead();
  }

  // What goes wrong here is told when the person clicks and it still goes wrong.
  const prepareAhead = () => void prepare().catch(() => undefined);

  function openDoor(): void {
    store.setState({ stage: { at: 'askingName' } });
    localMedia.open();
    if (device !== undefined) prepareAhead();
  }

  /** One at a time; what is there already is kept. */
  function prepare(): Promise<Prepared> {
    if (prepared !== undefined) return Promise.resolve(prepared);
    preparing ??= prepareAnew().finally(() => {
      preparing = undefined;
    });
    return preparing;
  }

  async function prepareAnew(): Promise<Prepared> {
    if (device === undefined || signalling === undefined) throw new Error('not looked up yet');
    const loaded = await device;
    let made: MeetingConnection | undefined;
    let isConnected = false;
    const madeAt = performance.now();
    const failed = () => {
      if (made === undefined || prepared?.connection !== made) return;
      rebuild.failed(isConnected, performance.now() - madeAt);
    };
    const connection = await MeetingConnection.prepare(
      joinCredentialsOf(callId),
      loaded,
      signalling,
      {
        tracksChanged: show,
        connected: () => {
          isConnected = true;
          rebuild.connected();
        },
        disconnected: () => void iceRestart.start(),
        failed,
        transportFailed() {
          if (!isConnected || !iceRestart.isUnderWay(made)) failed();
        },
      },
    );
    made = connection;
    if (isClosed) {
      connection.close();
      throw new Error('closed');
    }
    for (const track of earlyTracks.take()) connection.addTrack(track);
    const localTracks = syncLocalTracks(
      { meeting: store, media: localMedia.store, screen: localScreen.store },
      connection.sending,
      signalling,
      failed,
    );
    prepared = { connection, localTracks };
    return prepared;
  }

  async function enter(name: string, profession: string): Promise<void> {
    const { connection, localTracks } = await prepare();
    await localTracks.settled();
    checkCurrent(connection);
    const offers = connection.sending.offers;
    people.joinSent();
    rendering.clear();
    const reply = await connection.join(name, profession, offers);
    const { participants, speakerIds, suppressedIds, isConvener, isLocked, lobby } = reply;
    checkCurrent(connection);
    linkedPhone.joined(reply.linkedPhone);
    keepPass(callId, reply.pass);
    people.joinAnswered(participants);
    localTracks.joined(offers);
    const handRaisedAt = store.getState().me?.handRaisedAt ?? null;
    store.setState({
      stage: { at: 'inMeeting', isReconnecting: false },
      me: { id: connection.id, name, profession, isConvener, handRaisedAt, connection: 'good' },
      meetingName: reply.meetingName,
      speakerIds,
      suppressedIds,
      isLocked,
      lobby,
    });
    show();
    remoteVideo.joined();
    if (signalling !== undefined) {
      chat.joined(signalling, { id: connection.id, name }, reply.hasMessages);
      // A server that was started anew does not know of it.
      if (handRaisedAt !== null) signalling.send('raiseHand', {});
      signalling.resendPending();
    }
  }

  /** A transport may fail while one enters, and what one enters by is gone then. */
  function checkCurrent(connection: MeetingConnection): void {
    if (prepared?.connection !== connection) throw new ConnectionFailed();
  }

  function unprepare(): void {
    prepared?.localTracks.stop();
    prepared?.connection.close();
    prepared = undefined;
  }

  const iceRestart = createIceRestart({
    connection: () => prepared?.connection,
    reopenSignalling: () => signalling?.reopen(),
    comeBack: () => void rebuild.comeBack(),
  });

  function onDropped(): void {
    clearTimeout(sayDropped);
    sayDropped = setTimeout(() => {
      const { stage } = store.getState();
      if (stage.at === 'inMeeting') store.setState({ stage: { ...stage, isReconnecting: true } });
    }, SAY_DROPPED_AFTER_MS);
  }

  function onBack(isResumed: boolean): void {
    clearTimeout(sayDropped);
    const { stage } = store.getState();
    if (!isResumed && stage.at === 'inLobby') void door.knockAgain();
    else if (!isResumed) void rebuild.comeBack();
    else if (stage.at === 'inMeeting' && !rebuild.isGoingOn) {
      prepared?.localTracks.refresh();
      prepared?.connection.resendState();
      remoteVideo.resend();
      signalling?.resendPending();
      store.setState({ stage: { ...stage, isReconnecting: false } });
    }
  }

  const door = createDoor({
    callId,
    store,
    signalling: () => signalling,
    isClosed: () => isClosed,
    unprepare,
    enter,
  });

  const rebuild = createReconnect({
    store,
    people,
    signalling: () => signalling,
    isClosed: () => isClosed,
    unprepare,
    prepareAhead,
    enter: door.enter,
    end,
  });

  const onNotice = (notice: Notice) =>
    handleNotice(notice, {
      store,
      people,
      chat,
      rendering,
      tracks: () => prepared?.connection ?? earlyTracks,
      setWatchedLayers: (...watched) => prepared?.connection.sending.setWatchedLayers(...watched),
      publish,
      unprepare,
      comeBack: () => void rebuild.comeBack(),
      admitted: () => void door.admitted(),
      muted: mutedBy.muted,
      linkedPhoneChanged: linkedPhone.changed,
      end,
    });

  function show(): void {
    people.show(prepared?.connection.remoteTracks ?? new Map());
  }

  function end(reason: LeftReason): void {
    const stages = ['inMeeting', 'entering', 'joining', 'askingName', 'inLobby'];
    const wasThere = stages.includes(store.getState().stage.at);
    free();
    const told = moderation.toldOf(reason);
    if (wasThere) store.setState({ stage: { at: 'left', reason: told }, others: [] });
  }

  function free(): void {
    isClosed = true;
    clearTimeout(sayDropped);
    forgetPage();
    unprepare();
    stopWatching();
    mutedBy.stop();
    linkedPhone.stop();
    remoteVideo.stop();
    localMedia.close();
    localScreen.close();
    signalling?.close();
  }

  const forgetPage = watchPageLifetime(() => signalling?.close());
  void start();
  return {
    meeting: store,
    localMedia: localMedia.store,
    devices: localMedia,
    localScreen: localScreen.store,
    chat,
    receptionReports: rendering.store,
    remoteVideo,
    linkedPhone: linkedPhone.actions,
    retryDevices: localMedia.retry,
    toggleMicrophone: linkedPhone.toggleMicrophone,
    muteMicrophone: linkedPhone.muteMicrophone,
    goOn: openDoor,
    async join(name, profession) {
      if (isEntering || store.getState().stage.at !== 'askingName') return;
      isEntering = true;
      const mayEnter = prepared !== undefined;
      const entering = door.enter(name, profession);
      const draw = (isSlow: boolean) => {
        // One may have left meanwhile.
        if (isClosed) return;
        if (mayEnter) store.setState({ stage: { at: 'entering', isSlow } });
        else if (isSlow) store.setState({ stage: { at: 'joining' } });
      };
      // Behind the request, and while its answer is under way: drawing the room takes as long.
      const drawing = setTimeout(draw, 0, false);
      const saying = setTimeout(draw, SAY_JOINING_AFTER_MS, true);
      try {
        await entering.catch((error: unknown) => {
          // The server has forgotten us meanwhile, as after a sleep: once more, from the beginning.
          if (!isRefused(error, 'notPrepared')) throw error;
          unprepare();
          return door.enter(name, profession);
        });
      } catch (error) {
        if (isClosed) return;
        // Of a half-done join nothing is kept: the next click begins anew.
        signalling?.send('leave', {});
        unprepare();
        store.setState({ stage: { at: 'askingName', problem: joinProblemOf(error) } });
      } finally {
        clearTimeout(drawing);
        clearTimeout(saying);
        isEntering = false;
      }
    },
    reportPlayback: (isSoundBlocked) =>
      loadPlaybackReports({
        meeting: store,
        remoteVideo,
        counts,
        isSoundBlocked,
        isHidden: () => document.visibilityState === 'hidden',
        send: async (reports) => signalling?.request('reportPlayback', { reports: [...reports] }),
      }),
    startSharing: () => void localScreen.start(),
    stopSharing: localScreen.stop,
    setHandRaised: (isRaised) => signalling?.sendReliable(isRaised ? 'raiseHand' : 'lowerHand', {}),
    moderate: moderation.moderate,
    endForAll() {
      // Not before the answer: the farewell of the socket would overtake it.
      const asked = moderation.moderate('endMeeting', {}).catch(() => undefined);
      void asked.then(() => end('endedByMe'));
    },
    tryAgain: () => void door.tryAgain(),
    leave() {
      // At once, whatever the server takes to answer.
      prepared?.localTracks.stop();
      localMedia.close();
      localScreen.close();
      void linkedPhone.leave().then(() => end('left'));
    },
    close: free,
  };
}
