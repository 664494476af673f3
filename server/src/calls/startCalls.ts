// Starts telephony as configured; undefined when it isn't.
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Config } from '../config/config.ts';
import { shownNumber } from '../config/dialOutSettings.ts';
import type { TlsFiles } from '../http/tls.ts';
import type { Log } from '../platform/log.ts';
import type { Database } from '../storage/database.ts';
import type { SipSettings } from '../sip/sipSettings.ts';
import { serviceKey } from '../storage/serviceKey.ts';
import type { CallBridge, CallBridgeDeps } from './callBridge.ts';
import type { CallJoinFlow, CallJoinFlowDeps } from './callJoinFlow.ts';
import type { CallEngines, Roaming } from './roaming.ts';

/** A telephone that has sent no RTP for this long is gone. */
const SILENCE_SECONDS = 15;

/** Takes calls into meetings of this server. */
export async function openCallJoinFlow(
  database: Database,
  deps: Omit<CallJoinFlowDeps, 'aliasSecret'>,
): Promise<CallJoinFlow> {
  const { CallJoinFlow } = await import('./callJoinFlow.ts');
  const aliasSecret = (await serviceKey(database, 'caller aliases')).toString('base64url');
  return new CallJoinFlow({ ...deps, aliasSecret });
}

export interface StartCallsDeps {
  joinFlow(): Promise<CallJoinFlow>;
  /** On one of several servers. */
  roam: ((engines: CallEngines) => Roaming) | undefined;
  isDraining(): boolean;
  log: Log;
}

/** @throws SipPortUnusable */
export async function startCalls(
  config: Config,
  tls: TlsFiles | undefined,
  database: Database,
  deps: StartCallsDeps,
): Promise<CallBridge | undefined> {
  const { SIP_PORT: port, SIP_HOST: host, SIP_MEDIA_PORTS: media } = config;
  if (port === undefined) return undefined;
  // Loaded only when needed, to save memory.
  const [{ CallBridge }, { PromptFiles }] = await Promise.all([
    import('./callBridge.ts'),
    import('./ivr/promptFiles.ts'),
  ]);
  const { log } = deps;
  return CallBridge.start({
    sip: {
      port,
      host,
      transports: config.SIP_TRANSPORTS,
      announcedAddress: announcedAddress(config),
      trunkAllow: config.SIP_TRUNK_ALLOW,
      user: config.SIP_USER,
      password: config.SIP_PASSWORD,
      nonceKey: await serviceKey(database, 'SIP digest nonces'),
      tls,
      maxCallSeconds: config.SIP_MAX_CALL_MINUTES * 60,
      maxCalls: config.SIP_MAX_CALLS,
      dialOut: dialOutOf(config),
    },
    audio: { host, firstPort: media.first, lastPort: media.last, silenceSeconds: SILENCE_SECONDS },
    joinFlow: await deps.joinFlow(),
    hasRooms: config.SIP_ROOMS,
    createPictures: config.SIP_ROOMS ? await picturesAs(config, log) : undefined,
    promptFiles: await PromptFiles.open(config.DATA_DIR, log),
    roam: deps.roam,
    isDraining: deps.isDraining,
    log,
  });
}

function dialOutOf(config: Config): SipSettings['dialOut'] {
  const { SIP_DIAL_OUT: target, SIP_DIAL_OUT_USER: user, SIP_DIAL_OUT_PASSWORD: password } = config;
  const from = shownNumber(config);
  return target && from !== undefined ? { ...target, user, password, from } : undefined;
}

/** @returns undefined where a program is missing: rooms get sound only. */
async function picturesAs(config: Config, log: Log): Promise<CallBridgeDeps['createPictures']> {
  const { COMPOSITOR_BIN: compositor, LETTERING_BIN: lettering, SIP_MEDIA_PORTS: media } = config;
  if (compositor === undefined || lettering === undefined) {
    log.error('room systems get sound only: COMPOSITOR_BIN or LETTERING_BIN is missing');
    return undefined;
  }
  const { RoomPictures } = await import('./roomPictures.ts');
  const thread = {
    host: config.SIP_HOST,
    firstPort: media.first,
    lastPort: media.last,
    programs: { compositor, lettering },
  };
  const deps = { thread, maxRooms: config.SIP_MAX_ROOMS, log };
  return (listeners) => new RoomPictures(deps, listeners);
}

/** The address that the trunk can reach. Preferably IPv4, which all trunks speak. */
function announcedAddress({ MEDIA_ANNOUNCED_ADDRESS: announced, SIP_HOST: host }: Config): string {
  const outside = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal);
  return announced?.find((one) => isIP(one) !== 6) ?? host ?? outside?.address ?? '127.0.0.1';
}
