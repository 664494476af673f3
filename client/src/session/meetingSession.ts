// A person's way through one meeting: owns all parts of it, and tells them of what the server, the media and the page do.
import type { CallId } from '@distansmote/shared/ids.ts';
import { CodeNotFetched } from '../media/device.ts';
import { watchInterruptions } from '../media/interruptions.ts';
import { createLocalMedia, type LocalMedia } from '../media/localMedia.ts';
import type { LocalMediaStore } from '../media/localMediaStore.ts';
import { createLocalScreen, type LocalScreenStore } from '../media/localScreen.ts';
import { openSignalling } from '../platform/signallingClient.ts';
import { type Chat, createChat } from './chat.ts';
import { createDialIn, type DialInActions } from './dialIn.ts';
import { earlyOf } from './early.ts';
import { handleNotice, type NoticeDeps } from './handleNotice.ts';
import { createJoinFlow } from './joinFlow.ts';
import { leaveMeeting } from './leave.ts';
import type { LiveTextSeam } from './liveTextSeam.ts';
import { lookUpMeeting } from './lookUp.ts';
import { createMediaPreparation } from './mediaPreparation.ts';
import { advance, createMeetingStore, type MeetingStore } from './meetingStore.ts';
import { createMicrophone, isAudioByPhone, type MicrophoneActions } from './microphone.ts';
import { createModeration, type Moderate } from './moderation.ts';
import { describeMyself } from './ownDescription.ts';
import { watchPageLifetime } from './pageLifetime.ts';
import type { NetworkStats } from './networkFigures.ts';
import { createOtherTab } from './otherTab.ts';
import { createPeople } from './people.ts';
import type { PlaybackReportsDeps } from './playbackReports.ts';
import { createReceptionReports, type ReceptionReports } from './receptionReports.ts';
import { createReconnect } from './reconnect.ts';
import { createRemoteVideo, type RemoteVideo } from './remoteVideo.ts';
import type { SessionParts } from './sessionParts.ts';
import type { EndReason, Entrant } from './sessionState.ts';
import { throttle } from './throttle.ts';

/** A socket that is back before this has hurt nobody: sound and picture went on. */
const SAY_SIGNALLING_LOST_AFTER_MS = 2_000;
/** A track is shown at once; who is there, at most this often. */
const SHOW_PEOPLE_EVERY_MS = 200;

/** What views read and do. */
export interface MeetingSession {
  /** Where the person is (`sessionState`), and what is known of the meeting. */
  meeting: MeetingStore;
  localMedia: LocalMediaStore;
  /** For the settings: which devices there are, which are used, what happened to them. */
  devices: LocalMedia;
  localScreen: LocalScreenStore;
  chat: Chat;
  liveText: LiveTextSeam;
  receptionReports: ReceptionReports['store'];
  remoteVideo: RemoteVideo;
  microphone: MicrophoneActions;
  dialIn: DialInActions;
  moderate: Moderate;
  /** Asks again for the devices that failed. */
  retryDevices(): void;
  /** For telling the others how they are seen and heard here. */
  playback: Pick<PlaybackReportsDeps, 'counts' | 'isUnseen' | 'send'>;
  /** Of what is sent and received, for the figures; undefined while nothing is. */
  networkStats(): Promise<NetworkStats | undefined>;
  /** From a meeting that is not open yet to the form that asks for a name. */
  goOn(): void;
  /** Goes on if the meeting has opened meanwhile, or shows the time that it has got. */
  tryOpen(): Promise<void>;
  /** Goes on here with a meeting that is open in another tab, which leaves it. */
  takeOver(): Promise<void>;
  join(entrant: Entrant): Promise<void>;
  /** From the lobby, where numbers may be checked again by now. */
  tryAgain(): void;
  leave(): void;
  endForAll(): void;
  startSharing(): void;
  stopSharing(): void;
  setHandRaised(isRaised: boolean): void;
  /** Shown once the server has told it, as to all others. */
  setSigning(isSigning: boolean): void;
  /** What a convener did or asked has been read. */
  putAwayFromConvener(): void;
  /** Changes this person's own name. Rejects when it is refused or not answered. */
  rename(entrant: Entrant): Promise<void>;
  /** Leaves if need be and frees everything; the session cannot be used again. */
  close(): void;
}

export function createMeetingSession(callId: CallId): MeetingSession {
  const store = createMeetingStore(callId);
  const localMedia = createLocalMedia();
  const stopWatching = watchInterruptions(localMedia.store, () => localMedia.retakeMicrophone());
  const localScreen = createLocalScreen();
  const people = createPeople(store);
  const chat = createChat();
  const receptionReports = createReceptionReports();
  let sayingSignallingLost: ReturnType<typeof setTimeout> | undefined;

  const signalling = openSignalling(
    {
      notice: (notice) => handleNotice(notice, noticeDeps),
      dropped() {
        clearTimeout(sayingSignallingLost);
        sayingSignallingLost = setTimeout(
          () => advance(store, 'signallingLost'),
          SAY_SIGNALLING_LOST_AFTER_MS,
        );
      },
      back: onSignallingBack,
    },
    async () => {
      const result = await lookUpMeeting(callId);
      return result.found ? result.meeting.room : null;
    },
  );
  const media = createMediaPreparation(
    callId,
    signalling,
    { meeting: store, media: localMedia.store, screen: localScreen.store },
    {
      tracksChanged: showPeople,
      connected: () => reconnect.connected(),
      failed: (...how) => reconnect.failed(...how),
      lost: () => void reconnect.start(),
    },
  );
  const microphone = createMicrophone(store, localMedia, signalling);
  const isByPhone = () => isAudioByPhone(store.getState());
  const dialIn = createDialIn(store, signalling);
  const moderation = createModeration(signalling);
  const remoteVideo = createRemoteVideo({ store, signalling, media, isAudioByPhone: isByPhone });
  const liveText: LiveTextSeam = { signalling };
  const parts: SessionParts = {
    callId,
    store,
    signalling,
    media,
    people,
    chat,
    liveText,
    receptionReports,
    remoteVideo,
    microphone,
    dialIn,
  };
  const joinFlow = createJoinFlow(parts);
  const reconnect = createReconnect(parts, joinFlow, end);
  const otherTab = createOtherTab(callId, () => end('openedElsewhere'));
  const noticeDeps: NoticeDeps = {
    ...parts,
    joinFlow,
    reconnect,
    stopSharing: localScreen.stop,
    showPeople: throttle(showPeople, SHOW_PEOPLE_EVERY_MS),
    release,
    end,
  };

  async function lookUp(): Promise<void> {
    const elsewhere = otherTab.isThere();
    const result = await lookUpMeeting(callId);
    if (!result.found) {
      signalling.close();
      advance(store, 'lookUpFailed', result.problem);
      return;
    }
    const { name, hasAttendance, isNumberChecked, phoneNumber, rtpCapabilities } = result.meeting;
    const isOpenElsewhere = await elsewhere;
    const early = earlyOf(result.meeting);
    const isOpen = !isOpenElsewhere && early === null;
    // Before the state that shows it. A server of before tells no name of one's own.
    const ownName = result.meeting.ownName ?? '';
    const meetingName = name ?? '';
    store.setState({ meetingName, ownName, hasAttendance, isNumberChecked, phoneNumber });
    const hasAdvanced = isOpenElsewhere
      ? advance(store, 'foundElsewhere')
      : advance(store, 'lookedUp', early);
    if (!hasAdvanced) return;
    signalling.lead(result.meeting.room);
    if (isOpenElsewhere) otherTab.whenGone(goOn);
    if (isOpen) localMedia.open();
    media
      .loadDevice(rtpCapabilities)
      .catch((error: unknown) =>
        advance(
          store,
          'lookUpFailed',
          error instanceof CodeNotFetched ? 'serverUnreachable' : 'browserUnsupported',
        ),
      );
    if (isOpen) media.prepareAhead();
  }

  function goOn(): void {
    if (!advance(store, 'wentOn')) return;
    localMedia.open();
    media.prepareAhead();
  }

  /** @param isResumed false when the server has forgotten the session. */
  function onSignallingBack(isResumed: boolean): void {
    clearTimeout(sayingSignallingLost);
    const { type } = store.getState().sessionState;
    if (!isResumed && type === 'inLobby') void joinFlow.knockAgain();
    else if (!isResumed) void reconnect.start();
    else if (advance(store, 'signallingResumed')) {
      media.current?.localTracks.refresh();
      media.current?.connection.resendState();
      remoteVideo.resend();
      signalling.resendPending();
      liveText.listener?.resumed();
    }
  }

  function showPeople(): void {
    people.show(media.remoteTracks);
  }

  function end(reason: EndReason): void {
    const areOthersLeftBehind = store.getState().others.length > 0;
    if (advance(store, 'ended', moderation.ownReason(reason)))
      store.setState({ others: [], areOthersLeftBehind });
    release();
  }

  function release(): void {
    clearTimeout(sayingSignallingLost);
    forgetPage();
    otherTab.close();
    media.close();
    stopWatching();
    microphone.stop();
    dialIn.stop();
    remoteVideo.stop();
    localMedia.close();
    localScreen.close();
    liveText.listener?.ended();
    signalling.close();
  }

  store.subscribe(({ sessionState: { type } }, { sessionState: before }) => {
    if (type === before.type) return;
    if (type === 'inLobby') otherTab.waits();
    if (type === 'inMeeting') otherTab.isIn();
  });
  const isAtForm = () => store.getState().sessionState.type === 'enteringName';
  const forgetPage = watchPageLifetime({
    hidden() {
      // The farewell frame still goes out.
      signalling.close();
      if (!isAtForm()) return;
      // Browsers keep no page for Back that has a camera or a connection.
      media.discard();
      localMedia.putAway();
    },
    shownAgain() {
      if (!isAtForm()) return location.reload();
      // When it is back, the media are prepared again.
      signalling.open();
      localMedia.takeUp();
    },
  });
  void lookUp();
  return {
    meeting: store,
    localMedia: localMedia.store,
    devices: localMedia,
    localScreen: localScreen.store,
    chat,
    liveText,
    receptionReports: receptionReports.store,
    remoteVideo,
    microphone: microphone.actions,
    dialIn: dialIn.actions,
    moderate: moderation.moderate,
    retryDevices: localMedia.retry,
    networkStats: async () => media.current?.connection.stats(),
    goOn,
    async tryOpen() {
      const result = await lookUpMeeting(callId);
      if (!result.found) return;
      signalling.lead(result.meeting.room);
      const early = earlyOf(result.meeting);
      if (early === null) goOn();
      else advance(store, 'lookedUp', early);
    },
    async takeOver() {
      await otherTab.takeOver();
      goOn();
    },
    join: joinFlow.join,
    tryAgain: () => void joinFlow.tryAgain(),
    playback: {
      counts: media.counts,
      isUnseen: remoteVideo.isUnseen,
      send: (reports) => signalling.request('reportPlayback', { reports: [...reports] }),
    },
    startSharing: () => void localScreen.start(),
    stopSharing: localScreen.stop,
    setHandRaised(isRaised) {
      if (!isRaised) signalling.sendReliable('lowerHand', {});
      // Not sent again, since the telephone may have lowered it meanwhile.
      else if (isByPhone()) signalling.send('raiseHand', {});
      else signalling.sendReliable('raiseHand', {});
    },
    setSigning: (isSigning) => signalling.sendReliable('setSigning', { isSigning }),
    putAwayFromConvener: () => store.setState({ fromConvener: undefined }),
    async rename(entrant) {
      await signalling.request('renameMyself', entrant);
      describeMyself(store, entrant);
    },
    endForAll() {
      // The farewell of the socket would overtake the request, so its answer is waited for.
      const asked = moderation.moderate('endMeeting', {}).catch(() => undefined);
      void asked.then(() => end('endedByMe'));
    },
    leave() {
      // Camera and microphone go off at once, however long the server takes to answer.
      media.current?.localTracks.stop();
      localMedia.close();
      localScreen.close();
      // Nobody who leaves needs to hear where the audio is now.
      microphone.stop();
      void leaveMeeting(store, signalling, dialIn).then(() => end('left'));
    },
    close() {
      advance(store, 'closed');
      release();
    },
  };
}
