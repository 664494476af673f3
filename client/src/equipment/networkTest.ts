// The network test: tries each path to the media server in turn, and keeps the results in a store.
import { createStore } from 'zustand/vanilla';
import { loadDevice } from '../media/device.ts';
import { openSignalling, RequestRefused, RequestUnanswered } from '../platform/signallingClient.ts';
import { qualityOf, type PathState } from './judgement.ts';
import { startTestTracks, type TestTracks } from './testTracks.ts';
import { testPath } from './testPath.ts';
import { serverAddresses, type PathKind } from './mediaPaths.ts';

type NetworkProblem = 'unreachable' | 'tooMany' | 'browserUnsupported' | 'failed';

interface NetworkTestState {
  /** In the order they are tried. */
  paths: ReadonlyMap<PathKind, PathState>;
  problem: NetworkProblem | undefined;
  /** Where media is sent, for whoever configures the firewall. */
  addresses: string[];
  phoneNumber: string | null;
}

export interface NetworkTest {
  store: ReturnType<typeof createNetworkTestStore>;
  stop(): void;
}

const createNetworkTestStore = () =>
  createStore<NetworkTestState>()(() => ({
    paths: new Map<PathKind, PathState>([
      ['udp', { type: 'waiting' }],
      ['tcp', { type: 'waiting' }],
    ]),
    problem: undefined,
    addresses: [],
    phoneNumber: null,
  }));

/** To be called from a click. */
export function startNetworkTest(): NetworkTest {
  const store = createNetworkTestStore();
  let isStopped = false;
  let tracks: TestTracks | undefined;
  const signalling = openSignalling({
    notice: () => undefined,
    dropped: () => undefined,
    back: () => undefined,
  });

  const set = (way: PathKind, state: PathState) => {
    if (!isStopped) store.setState({ paths: new Map(store.getState().paths).set(way, state) });
  };

  async function run(): Promise<void> {
    tracks = startTestTracks();
    // A relay is tried only if there is one, which the first answer says.
    for (const way of ['udp', 'tcp', 'relay'] as const) {
      if (isStopped || !store.getState().paths.has(way)) return;
      set(way, { type: 'tried' });
      const opened = await signalling.request('openTest', {});
      if (way === 'udp') {
        store.setState({
          addresses: serverAddresses(opened.receiveTransport),
          phoneNumber: opened.phoneNumber,
        });
        if (opened.iceServers?.length) set('relay', { type: 'waiting' });
      }
      const device = await loadDevice(opened.rtpCapabilities).catch(() => {
        throw new BrowserUnsupported();
      });
      const measured = await testPath(way, {
        device,
        signalling,
        tracks,
        opened,
        isStopped: () => isStopped,
      });
      set(
        way,
        measured === undefined
          ? { type: 'blocked' }
          : { type: 'works', quality: qualityOf(measured), ...measured },
      );
    }
  }

  function stop(): void {
    isStopped = true;
    tracks?.stop();
    signalling.close();
  }

  run()
    .catch((error: unknown) => {
      if (!isStopped) store.setState({ problem: problemOf(error) });
    })
    .finally(stop);
  return { store, stop };
}

class BrowserUnsupported extends Error {}

function problemOf(error: unknown): NetworkProblem {
  if (error instanceof BrowserUnsupported) return 'browserUnsupported';
  if (error instanceof RequestUnanswered) return 'unreachable';
  const isFull =
    error instanceof RequestRefused && ['tooManyTests', 'tooFast'].includes(error.code);
  return isFull ? 'tooMany' : 'failed';
}
