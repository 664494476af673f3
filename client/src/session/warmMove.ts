// Goes with the meeting to another server without a gap: prepares there while all flows here, and joins there at one word.
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import { pause } from '../platform/pause.ts';
import { enterMeeting } from './enterMeeting.ts';
import type { NoticeDeps } from './handleNotice.ts';
import type { PreparedMedia, RemoteTracks } from './mediaPreparation.ts';
import type { RemoteTrack } from './meetingStore.ts';

const POLL_INTERVAL_MS = 50;
/** As long as the former server waits for its people. */
const READY_WITHIN_MS = 5_000;
/** The former media go on for so long: the others may need longer than this page. */
const OVERLAP_MS = 2_300;

interface Move {
  /** Goes there, if it is ready. */
  go(): Promise<void>;
  /** Ends whatever is left of it. */
  finish(): void;
}

const moves = new WeakMap<NoticeDeps, Move>();

/** The server says that the meeting is to move, or moves now. */
export function warmMove(name: 'moving' | 'moveNow', deps: NoticeDeps): void {
  const move = moves.get(deps);
  if (name === 'moveNow') return void move?.go();
  move?.finish();
  if (deps.store.getState().sessionState.type === 'inMeeting') moves.set(deps, startMove(deps));
}

function startMove(deps: NoticeDeps): Move {
  const { store, signalling, media, people } = deps;
  const former = media.current;
  let next: PreparedMedia | undefined;
  let isOver = false;
  let closeFormer = () => undefined;
  /** What comes before the media are there to take it. */
  const early: Notice[] = [];
  const beside = signalling.beside(noticed);
  const stopWatchingState = store.subscribe(({ sessionState, others }, before) => {
    // Left, or reconnecting.
    if (sessionState.type !== 'inMeeting') return finish();
    if (others === before.others) return;
    // Whoever is gone may have been removed. The former server knows nothing of that, and lets them see and hear.
    const areThere = new Set(others.map(({ id }) => id));
    if (before.others.some(({ id }) => !areThere.has(id))) closeFormer();
  });
  const stopWatchingDevices = media.local.media.subscribe(({ microphone, camera }, before) => {
    // What is turned off is off on every way.
    if (microphone !== before.microphone || camera !== before.camera) closeFormer();
  });
  const stopWatchingScreen = media.local.screen.subscribe((_, { screen }) => {
    if (screen.type === 'on') closeFormer();
  });

  function noticed(notice: Notice): void {
    if (next === undefined) early.push(notice);
    else takeTrack(next, notice);
  }

  function finish(): void {
    if (isOver) return;
    isOver = true;
    stopWatchingState();
    stopWatchingDevices();
    stopWatchingScreen();
    beside.settle();
    closeFormer();
    if (next === media.current) return;
    next?.localTracks.stop();
    next?.connection.close();
  }

  async function prepare(): Promise<void> {
    const prepared = await media.prepareBeside(beside);
    if (isOver) {
      prepared.localTracks.stop();
      return prepared.connection.close();
    }
    next = prepared;
    for (const notice of early.splice(0)) takeTrack(next, notice);
    await next.localTracks.settled();
    for (let leftMs = READY_WITHIN_MS; !next.connection.isUp; leftMs -= POLL_INTERVAL_MS) {
      if (isOver || leftMs < 0) return finish();
      await pause(POLL_INTERVAL_MS);
    }
    signalling.send('readyToMove', {});
  }

  async function go(): Promise<void> {
    const { sessionState } = store.getState();
    if (sessionState.type !== 'inMeeting') return;
    // Something has gone wrong meanwhile, or there was no time: by the way that a page without this one goes.
    if (isOver || !next?.connection.isUp || former === undefined || media.current !== former) {
      finish();
      if (media.current === former) signalling.startOver();
      return;
    }
    const { connection } = next;
    former.localTracks.stop();
    const closeSocket = beside.adopt();
    media.adopt(next);
    const flowing = new Set<MediaStreamTrack>();
    closeFormer = () => {
      closeFormer = () => undefined;
      media.showInstead(undefined);
      former.connection.close();
      closeSocket();
      people.keepNoLonger();
      deps.showPeople();
    };
    media.showInstead(() =>
      merged(former.connection.remoteTracks, connection.remoteTracks, flowing),
    );
    people.keep();
    try {
      await enterMeeting(deps, sessionState.entrant);
    } catch {
      finish();
      return void deps.reconnect.start();
    }
    beside.settle();
    for (let leftMs = OVERLAP_MS; leftMs > 0; leftMs -= POLL_INTERVAL_MS) {
      await pause(POLL_INTERVAL_MS);
      if (isOver) return;
      const counts = await media.counts();
      const before = flowing.size;
      for (const { mediaTrack } of connection.remoteTracks.values()) {
        const count = mediaTrack && counts.get(mediaTrack.id);
        const isVideo = mediaTrack?.kind === 'video';
        if (count && (isVideo ? count.framesDecoded : count.packetsReceived) > 0)
          flowing.add(mediaTrack);
      }
      if (flowing.size !== before) deps.showPeople();
    }
    finish();
  }

  prepare().catch(finish);
  return { go, finish };

  function takeTrack({ connection }: PreparedMedia, notice: Notice): void {
    switch (notice.name) {
      case 'trackStarted':
        return connection.addTrack(notice.body.track);
      case 'trackStopped':
        return connection.removeTrack(notice.body.participantId, notice.body.source);
      case 'trackPaused':
      case 'trackResumed': {
        const { participantId, source } = notice.body;
        return connection.setTrackPaused(participantId, source, notice.name === 'trackPaused');
      }
      case 'subscribedLayersChanged':
        return connection.sending.setWatchedLayers(notice.body.source, notice.body.layers);
      case 'removed':
      case 'meetingEnded':
      case 'preparationExpired':
        return finish();
      default:
    }
  }
}

/** Each track of the new connection as soon as it flows; until then that of the former one. */
function merged(
  former: RemoteTracks,
  now: RemoteTracks,
  flowing: ReadonlySet<MediaStreamTrack>,
): RemoteTracks {
  const isThere = ({ mediaTrack, isPaused }: RemoteTrack) =>
    isPaused || (mediaTrack !== undefined && flowing.has(mediaTrack));
  const all = new Map(former);
  for (const [key, track] of now) if (isThere(track) || !all.has(key)) all.set(key, track);
  return all;
}
