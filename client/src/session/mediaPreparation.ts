// The media of a join: prepared while the person types a name, one at a time, and discarded when it fails.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import type { Device } from 'mediasoup-client';
import { loadDevice } from '../media/device.ts';
import type { InboundCounts, TrackKey } from '../media/receiving.ts';
import type { Requests, SignallingClient } from '../platform/signallingClient.ts';
import { EarlyTracks } from './earlyTracks.ts';
import { createIceRestart } from './iceRestart.ts';
import { joinCredentialsOf } from './joinCredentials.ts';
import { type LocalTracks, type LocalTrackSync, syncLocalTracks } from './localTrackSync.ts';
import { MeetingConnection } from './meetingConnection.ts';
import type { RemoteTrack } from './meetingStore.ts';

export interface PreparedMedia {
  connection: MeetingConnection;
  localTracks: LocalTrackSync;
}

interface MediaPreparationListeners {
  /** Others' tracks. */
  tracksChanged(): void;
  /** ICE and DTLS of a transport are up. */
  connected(): void;
  /** @param afterMs since the media was prepared. */
  failed(wasConnected: boolean, afterMs: number): void;
  /** No ICE restart has mended it. */
  lost(): void;
}

export type RemoteTracks = ReadonlyMap<TrackKey, RemoteTrack>;

export type MediaPreparation = ReturnType<typeof createMediaPreparation>;

export function createMediaPreparation(
  callId: CallId,
  signalling: SignallingClient,
  local: LocalTracks,
  listeners: MediaPreparationListeners,
) {
  const earlyTracks = new EarlyTracks();
  let device: Promise<Device> | undefined;
  let preparing: Promise<PreparedMedia> | undefined;
  let prepared: PreparedMedia | undefined;
  let isClosed = false;
  /** While the meeting moves: of both connections. */
  let overlay: (() => RemoteTracks) | undefined;

  const iceRestart = createIceRestart(signalling, (connection) => {
    if (connection === prepared?.connection) listeners.lost();
  });
  const restartIce = () => void iceRestart.start(prepared?.connection);

  /** @param by over which the server is asked. */
  async function make(by: Requests): Promise<PreparedMedia> {
    if (device === undefined) throw new Error('not looked up yet');
    const loaded = await device;
    let made: MeetingConnection | undefined;
    let isConnected = false;
    const startedAt = performance.now();
    const failed = () => {
      if (made === undefined || prepared?.connection !== made) return;
      listeners.failed(isConnected, performance.now() - startedAt);
    };
    const credentials = joinCredentialsOf(callId);
    const connection = await MeetingConnection.prepare(credentials, loaded, by, {
      tracksChanged: listeners.tracksChanged,
      connected() {
        isConnected = true;
        listeners.connected();
      },
      disconnected() {
        // During a move there are two, and of another than the current one nothing need be mended.
        if (prepared?.connection === made) restartIce();
      },
      failed,
      transportFailed() {
        if (!isConnected || !iceRestart.isUnderWay(made)) failed();
      },
    });
    made = connection;
    if (isClosed) {
      connection.close();
      throw new Error('closed');
    }
    return { connection, localTracks: syncLocalTracks(local, connection.sending, by, failed) };
  }

  async function prepareAnew(): Promise<PreparedMedia> {
    prepared = await make(signalling);
    for (const track of earlyTracks.take()) prepared.connection.addTrack(track);
    return prepared;
  }

  /** What is prepared already is kept. @throws RequestRefused, RequestUnanswered */
  function prepare(): Promise<PreparedMedia> {
    if (prepared !== undefined) return Promise.resolve(prepared);
    preparing ??= prepareAnew().finally(() => {
      preparing = undefined;
    });
    return preparing;
  }

  function discard(): void {
    prepared?.localTracks.stop();
    prepared?.connection.close();
    prepared = undefined;
  }

  return {
    /** With the RTP capabilities from the look-up. Rejects in a browser that cannot take part. */
    loadDevice(capabilities: RtpCapabilities): Promise<unknown> {
      device = loadDevice(capabilities);
      return device;
    },
    prepare,
    /** What goes wrong here is told when the person clicks and it still goes wrong. */
    prepareAhead: (): void => void prepare().catch(() => undefined),
    get current(): PreparedMedia | undefined {
      return prepared;
    },
    /** Where tracks are received, or kept until they can be. */
    get tracks(): MeetingConnection | EarlyTracks {
      return prepared?.connection ?? earlyTracks;
    },
    /** Two connections carry the media, as the meeting moves. */
    get isMoving(): boolean {
      return overlay !== undefined;
    },
    /** Those that are shown. */
    get remoteTracks(): RemoteTracks {
      return overlay?.() ?? prepared?.connection.remoteTracks ?? new Map<never, never>();
    },
    /** For a move to another server: media by another socket, while the current go on. */
    prepareBeside: make,
    /** From now on these are the current ones; the former go on until their owner closes them. */
    adopt(next: PreparedMedia): void {
      prepared = next;
    },
    /** @param shown instead of the tracks of the current connection; undefined ends that. */
    showInstead(shown: (() => RemoteTracks) | undefined): void {
      overlay = shown;
      listeners.tracksChanged();
    },
    local,
    restartIce,
    /** What comes in, by the id of each MediaStreamTrack. */
    counts: async (): Promise<InboundCounts> =>
      (await prepared?.connection.counts()) ?? new Map<string, never>(),
    discard,
    close(): void {
      isClosed = true;
      discard();
    },
  };
}
