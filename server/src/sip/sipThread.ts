// The SIP thread: takes the trunk's calls, and tells of them. Nothing that comes by the network ends it.
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createLog } from '../platform/log.ts';
import { createLogThrottle } from '../platform/logThrottle.ts';
import { Calls } from './calls.ts';
import { SipAuthenticator } from './sipAuthenticator.ts';
import { IpAccessPolicy } from './ipAccessPolicy.ts';
import { SipCore } from './sipCore.ts';
import type { FromSipThread, SipThreadData, ToSipThread } from './sipMessages.ts';
import { SipReceiver } from './sipReceiver.ts';
import { SipSockets } from './sipSockets.ts';

/** The other ends are given so long to answer our BYE. */
const FAREWELL_MS = 500;

if (parentPort === null) throw new Error('sipThread.ts is a worker thread');
const parent = parentPort;
const settings = workerData as SipThreadData;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const tell = (news: FromSipThread) => parent.postMessage(news);

const log = createLog('error');
const mayLog = createLogThrottle();
/** Without its message, which may quote what has come. */
function failed(what: string, error: unknown): void {
  if (!mayLog(what)) return;
  const { name, stack = '' } = error instanceof Error ? error : new Error(typeof error);
  log.error({ err: Object.assign(new Error(name), { name, stack }) }, what);
}
// A dialog of sip.js's that was built by half throws from its timers: the other calls go on.
process.on('uncaughtException', (error) => failed('a SIP timer failed', error));
process.on('unhandledRejection', (error) => failed('a SIP timer failed', error));

const canAsk = settings.user !== undefined && settings.password !== undefined;
let receiver: SipReceiver | undefined;
let sockets: SipSockets | undefined;
try {
  sockets = new SipSockets(
    new IpAccessPolicy(settings.trunkAllow, canAsk),
    (text, flow, standing) => {
      receiver?.receive(text, flow, standing);
    },
  );
  const ports = await sockets.open(settings);
  const calls = new Calls(settings, tell);
  const core = new SipCore({
    announcedAddress: settings.announcedAddress,
    ports,
    onInvite: (invite, peer, requestUri) => calls.arrive(invite, peer, requestUri, core),
  });
  const entrance = new SipAuthenticator(settings);
  receiver = new SipReceiver(entrance, core, (error) => failed('a SIP message failed', error));
  parent.on('message', (word: ToSipThread) => {
    if (word.type === 'stop') void stop(calls);
    else calls.handle(word);
  });
  tell({
    type: 'listening',
    udpPort: ports.UDP ?? 0,
    tcpPort: ports.TCP ?? 0,
    tlsPort: ports.TLS,
  });
} catch (error) {
  sockets?.close();
  tell({ type: 'unusable', reason: error instanceof Error ? error.message : String(error) });
  parent.close();
}

async function stop(calls: Calls): Promise<void> {
  if (calls.stop()) await wait(FAREWELL_MS);
  sockets?.close();
  tell({ type: 'stopped' });
  parent.close();
  // What is left are sip.js's timers of transactions that are over.
  setImmediate(() => process.exit());
}
