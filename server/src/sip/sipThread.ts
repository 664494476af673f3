// The entry of the SIP thread. Nothing that arrives over the network ends it.
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createLog } from '../platform/log.ts';
import { createLogThrottle } from '../platform/logThrottle.ts';
import { type DialOut, SipCalls } from './sipCalls.ts';
import { SipAuthenticator } from './sipAuthenticator.ts';
import { IpAccessPolicy } from './ipAccessPolicy.ts';
import { SipCore } from './sipCore.ts';
import type { FromSipThread, SipThreadData, ToSipThread } from './sipMessages.ts';
import { SipReceiver } from './sipReceiver.ts';
import type { MessageHandler } from './udpSocket.ts';
import { SipSockets } from './sipSockets.ts';
import { Trunk } from './trunk.ts';

/** How long peers have to answer our BYE. */
const FAREWELL_MS = 500;

if (parentPort === null) throw new Error('sipThread.ts is a worker thread');
const parent = parentPort;
const settings = workerData as SipThreadData;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const emit = (event: FromSipThread) => parent.postMessage(event);

const log = createLog('error');
const mayLog = createLogThrottle();
/** Without the error's message, which may quote what was received. */
function logFailure(what: string, error: unknown): void {
  if (!mayLog(what)) return;
  const { name, stack = '' } = error instanceof Error ? error : new Error(typeof error);
  log.error({ err: Object.assign(new Error(name), { name, stack }) }, what);
}
// A half-built dialog of sip.js throws from its timers: the other calls go on.
process.on('uncaughtException', (error) => logFailure('a SIP timer failed', error));
process.on('unhandledRejection', (error) => logFailure('a SIP timer failed', error));

const canAuthenticate = settings.user !== undefined && settings.password !== undefined;
let receiver: SipReceiver | undefined;
let sockets: SipSockets | undefined;
let trunk: Trunk | undefined;
try {
  const accessPolicy = new IpAccessPolicy(settings.trunkAllow, canAuthenticate);
  const onMessage: MessageHandler = (text, flow, trustLevel) => {
    receiver?.receive(text, flow, trustLevel);
  };
  sockets = new SipSockets(accessPolicy, onMessage);
  const ports = await sockets.open(settings);
  const calls = new SipCalls(settings, emit);
  const core = new SipCore({
    announcedAddress: settings.announcedAddress,
    ports,
    onInvite: (invite, peer, requestUri) => calls.arrive(invite, peer, requestUri, core),
  });
  const authenticator = new SipAuthenticator(settings);
  const { tls, dialOut } = settings;
  const { udp } = sockets;
  trunk = dialOut && new Trunk({ settings: dialOut, tls, udp, accessPolicy, onMessage });
  const ringing: DialOut | undefined = trunk && {
    trunk,
    expect: (callId, address) => authenticator.expect(callId, address),
    report: (reason) => {
      if (mayLog(reason)) log.error({ reason }, 'the trunk of SIP_DIAL_OUT cannot be rung by');
    },
  };
  receiver = new SipReceiver(authenticator, core, (error) =>
    logFailure('a SIP message failed', error),
  );
  parent.on('message', (command: ToSipThread) => {
    if (command.type === 'stop') void stop(calls);
    else if (command.type === 'ring') calls.ring(command, core, ringing);
    else calls.handle(command);
  });
  emit({
    type: 'listening',
    udpPort: ports.UDP ?? 0,
    tcpPort: ports.TCP ?? 0,
    tlsPort: ports.TLS,
  });
} catch (error) {
  trunk?.close();
  sockets?.close();
  emit({ type: 'unusable', reason: error instanceof Error ? error.message : String(error) });
  parent.close();
}

async function stop(calls: SipCalls): Promise<void> {
  if (calls.stop()) await wait(FAREWELL_MS);
  trunk?.close();
  sockets?.close();
  emit({ type: 'stopped' });
  parent.close();
  // What is left are sip.js's timers of former transactions.
  setImmediate(() => process.exit());
}
