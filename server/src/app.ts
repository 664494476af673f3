// The wiring diagram: builds every part of the server in order, and stops them in reverse.
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type AccountStore, createAccountStore } from './accounts/accountStore.ts';
import type { ClusterSockets } from './cluster/clusterSockets.ts';
import { serviceActor } from './audit/actors.ts';
import { Attendance } from './attendance/attendance.ts';
import { startAttendanceExpiry } from './attendance/attendanceExpiry.ts';
import { createAttendanceStore } from './attendance/attendanceStore.ts';
import { type AuditLog, createAuditLog } from './audit/auditLog.ts';
import { FailedSignIns } from './audit/failedSignIns.ts';
import { MeetingEntries } from './audit/meetingEntries.ts';
import { startRetention } from './audit/retention.ts';
import type { Captioning } from './captions/captioning.ts';
import { startCaptioning } from './captions/startCaptioning.ts';
import { captionWarnings } from './config/captionSettings.ts';
import type { Config } from './config/config.ts';
import { firstStart, type FirstStart } from './accounts/firstStart.ts';
import { createCallIdLookup } from './guessing/callIdLookup.ts';
import { GUESS_LIMITS, type GuessLimits } from './guessing/guessLimits.ts';
import { countInMemory } from './guessing/memoryCounts.ts';
import { clientAddressReader } from './platform/clientAddress.ts';
import { clientFiles } from './http/clientFiles.ts';
import { limitRequests } from './http/requestFloods.ts';
import { createHttpServer } from './http/httpServer.ts';
import { organizationPage } from './http/organizationPage.ts';
import type { Operation } from './http/api/operation.ts';
import { healthRoute } from './http/routes/healthRoute.ts';
import { guestLinkRoutes } from './http/routes/guestLinkRoutes.ts';
import { soleNode } from './http/soleNode.ts';
import { registerApi } from './http/registerApi.ts';
import { tlsFiles } from './http/tls.ts';
import { metricsRoute } from './http/routes/metricsRoute.ts';
import { Limiter } from './limits/limiter.ts';
import { RING_LIMITS } from './limits/ringLimits.ts';
import type { Log } from './platform/log.ts';
import { addressWarnings, mediaAddresses } from './media/mediaAddresses.ts';
import { MediaWorkers } from './media/mediaWorkers.ts';
import { BrowserTokens } from './meetings/browserTokens.ts';
import { JoinFlow, type JoinFlowDeps } from './meetings/join.ts';
import { Meetings, type MeetingsListeners } from './meetings/meetings.ts';
import { VoidPasses } from './meetings/voidPasses.ts';
import { turnRelayOf } from './media/turnCredentials.ts';
import { clusterWarnings } from './config/clusterSettings.ts';
import { phoneWarnings } from './config/phoneSettings.ts';
import type { CallBridge } from './calls/callBridge.ts';
import { openCallJoinFlow, startCalls } from './calls/startCalls.ts';
import { createRequestHandlers } from './browser/requestHandlers.ts';
import {
  type SignallingOptions,
  type SignallingServer,
  startSignalling,
} from './browser/signallingServer.ts';
import { createPeopleToRing } from './ringing/peopleToRing.ts';
import { RingBudgets } from './ringing/ringBudgets.ts';
import { RingUps } from './ringing/ringUps.ts';
import { createDeleteSpace } from './spaces/deleteSpace.ts';
import { startExpirySweep } from './spaces/expiry.ts';
import { type Conveners, createConveners } from './spaces/conveners.ts';
import { openCallIds } from './spaces/callIds.ts';
import { recordUseAsync } from './spaces/recordUse.ts';
import { createSqlSpaceStore } from './spaces/sqlSpaceStore.ts';
import type { Space, SpaceStore } from './spaces/spaceStore.ts';
import { openDatabase } from './storage/database.ts';
import { serviceKey } from './storage/serviceKey.ts';
import { makePrivate } from './storage/privateFiles.ts';
import packageJson from '../package.json' with { type: 'json' };

export interface RunningServer {
  /** The actual port, also when PORT is 0. */
  port: number;
  firstStart: FirstStart | undefined;
  warnings: string[];
  /** How many servers the cluster has, this one among them; undefined for a server by itself. */
  clusterNodes: number | undefined;
  accounts: AccountStore;
  spaces: SpaceStore;
  audit: AuditLog;
  onEntered: JoinFlowDeps['onEntered'];
  failedSignIns: FailedSignIns;
  conveners: Conveners;
  meetings: Meetings;
  mediaWorkers: MediaWorkers;
  signalling: SignallingServer;
  /** Undefined on a server that is none of a cluster. */
  clusterSockets: ClusterSockets | undefined;
  /** Undefined when telephony is off. */
  phones: CallBridge | undefined;
  /** Undefined without CAPTIONS_URL. */
  captioning: Captioning | undefined;
  /** Of the HTTP API. */
  operations: readonly Operation[];
  /**
   * Hands the meetings over to other servers, before `stop`; undefined on a server by itself.
   * @param patienceMs for so long the lines of calls stay.
   * @returns when neither a meeting nor a line is left, or nobody takes the meetings.
   */
  drain: ((patienceMs: number) => Promise<void>) | undefined;
  /** Tells the pages, then closes everything. May be called twice. */
  stop(): Promise<void>;
}

/** All interfaces: `::`, which includes IPv4, if the machine has IPv6. */
const everyAddress = () =>
  Object.values(networkInterfaces()).some((all) => all?.some((one) => one.family === 'IPv6'))
    ? '::'
    : '0.0.0.0';

// oxlint-disable-next-line no-restricted-imports -- only here, and only where it is needed
const loadCluster = () => import('./cluster/startCluster.ts');

const CLIENT_FOLDER = fileURLToPath(new URL('../../client/dist', import.meta.url));

/** @param options only for tests and benchmarks. */
export async function startServer(
  config: Config,
  log: Log,
  options: Pick<SignallingOptions, 'graceMs' | 'sessionRefreshMs' | 'pings'> & {
    guessLimits?: Partial<GuessLimits>;
  } = {},
): Promise<RunningServer> {
  const stops: (() => Promise<void> | void)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = () =>
    (stopping ??= (async () => {
      for (const step of stops.reverse()) await step();
    })());

  try {
    makePrivate(config.DATA_DIR);
    const tls = await tlsFiles(config);
    const database = await openDatabase(config);
    stops.push(() => database.destroy());
    const audit = createAuditLog(database, (reason) =>
      log.error({ reason }, 'writing the audit log failed'),
    );
    stops.push(() => audit.close());
    const failedSignIns = new FailedSignIns(audit);
    stops.push(() => failedSignIns.close());
    stops.push(startRetention(audit, config.AUDIT_DAYS, log));
    const attendanceStore = createAttendanceStore(database, (reason) =>
      log.error({ reason }, 'writing the attendance list failed'),
    );
    stops.push(() => attendanceStore.close());
    stops.push(startAttendanceExpiry(attendanceStore, config, log));
    const callIds = await openCallIds({ database, folder: config.DATA_DIR, log });
    const spaces = createSqlSpaceStore(database, callIds);
    const accounts = createAccountStore(database, config.SESSION_IDLE_MINUTES * 60_000);

    const addresses = mediaAddresses(config);
    const mediaWorkers = await MediaWorkers.start({
      addresses: () => mediaAddresses(config),
      firstPort: config.MEDIA_PORT,
      count: config.MEDIA_WORKERS,
      spreadAt: config.MEDIA_SPREAD_AT,
      log,
    });
    stops.push(() => mediaWorkers.close());
    const startedCluster =
      config.CLUSTER_ADDRESS === undefined
        ? undefined
        : await (
            await loadCluster()
          ).startCluster(config, { database, version: packageJson.version, mediaWorkers, log });
    if (startedCluster !== undefined) stops.push(() => startedCluster.close());
    const cluster = startedCluster?.cluster;
    const openCounts = startedCluster?.openCounts ?? countInMemory;
    const limiter = new Limiter();
    const meetingEntries = new MeetingEntries(audit);
    const attendance = new Attendance(attendanceStore, config.ATTENDANCE_LIST, (callId) =>
      meetings.isElsewhere(callId),
    );
    // Before the store closes.
    stops.push(() => attendance.settled());
    const onEntered: JoinFlowDeps['onEntered'] = (meeting, person, stay, isReturn) => {
      meetingEntries.entered(meeting, person, stay, isReturn);
      attendance.entered(meeting, person, stay);
    };
    const voidPasses = new VoidPasses(database, (reason) =>
      log.error({ reason }, 'writing who was removed failed'),
    );
    stops.push(() => voidPasses.close());
    const captioning = await startCaptioning(config, log);
    if (captioning !== undefined) stops.push(() => captioning.stop());
    const listeners: MeetingsListeners = {
      onLeft(meeting, person, reason) {
        if (reason !== 'connectionLost') ringUps.left(meeting, person);
        meetingEntries.left(meeting, person, reason);
        attendance.left(person);
      },
      onRenamed(meeting, person, former) {
        meetingEntries.renamed(meeting, person, former);
        attendance.renamed(person);
      },
      onCaptionsTurned: captioning && ((meeting, isOn) => captioning.turn(meeting, isOn)),
      rings: () => ringUps,
      onTakenOver: (meeting, heldUntilMs) => attendance.takenOver(meeting, heldUntilMs),
      onEnded(meeting, reason) {
        ringUps.ended(meeting, reason === 'moved');
        captioning?.turn(meeting, false);
        if (reason !== undefined) recordUseAsync(spaces, meeting.callId, log);
        return attendance.ended(meeting, reason === 'moved');
      },
    };
    const meetings = new Meetings(
      mediaWorkers,
      voidPasses,
      limiter,
      log,
      listeners,
      cluster?.meetings,
    );
    cluster?.serve(meetings);
    const deleteSpace = createDeleteSpace(spaces, meetings, audit);

    const organization = organizationPage(config);
    const http = await createHttpServer({
      styleHashes: organization.styleHashes,
      tls,
      trustedProxies: config.TRUSTED_PROXIES,
      publicUrl: config.PUBLIC_URL,
      limiter,
      log,
    });
    stops.push(() => http.close());
    stops.push(() => startedCluster?.lines.close());
    startedCluster?.refuseWhileCutOff(http);
    const metrics =
      config.METRICS_TOKEN === undefined
        ? undefined
        : (await import('./metrics/serverMetrics.ts')).createServerMetrics({
            version: packageJson.version,
            meetings,
            mediaWorkers,
            audit,
            connectionCount: () => signalling.connectionCount,
            cluster: startedCluster && {
              state: startedCluster.cluster,
              lines: startedCluster.lines,
              guests: startedCluster.guests,
              sockets: () => clusterSockets,
            },
          });
    metricsRoute(http, { token: config.METRICS_TOKEN, metrics });
    healthRoute(http, mediaWorkers, () => cluster?.isDraining === true);
    const limits = { ...GUESS_LIMITS, ...options.guessLimits };
    const browserTokens = new BrowserTokens(await serviceKey(database, 'browser tokens'));
    const callIdLookup = createCallIdLookup(spaces, limits, log, { limiter, openCounts });
    const conveners = createConveners(database);
    const peopleToRing = createPeopleToRing(database);
    const allowedTargets = {
      prefixes: config.SIP_DIAL_OUT_ALLOW,
      domains: config.SIP_DIAL_OUT_ROOMS,
    };
    const api = registerApi(http, {
      config,
      version: packageJson.version,
      database,
      accounts,
      spaces,
      conveners,
      meetings,
      deleteSpace,
      hasRooms: config.SIP_ROOMS,
      ringsUp: config.SIP_DIAL_OUT !== undefined,
      peopleToRing,
      allowedTargets,
      audit,
      attendance,
      failedSignIns,
      callIdLookup,
      openCounts,
      browserTokens,
      roomOf: cluster && ((callId) => cluster.roomOf(callId)),
      rtpCapabilities: mediaWorkers.rtpCapabilities,
      limiter,
      nodes:
        cluster?.serviceNodes ??
        soleNode({
          version: packageJson.version,
          meetings,
          mediaWorkers,
          callCount: () => phones?.callCount ?? 0,
        }),
      log,
    });
    guestLinkRoutes(http);
    clientFiles(http, CLIENT_FOLDER, organization, config.CLUSTER_ADDRESS !== undefined);

    const joinFlow = new JoinFlow({ spaces, meetings, onEntered, log });
    const callJoinFlow = () =>
      openCallJoinFlow(database, { spaces, meetings, callIdLookup, joinFlow });
    startedCluster?.lines.serve(await callJoinFlow());
    const phones = await startCalls(config, tls, database, {
      joinFlow: callJoinFlow,
      roam: startedCluster && ((engines) => startedCluster.lines.roam(engines)),
      isDraining: () => cluster?.isDraining === true,
      log,
    });
    if (phones !== undefined) stops.push(() => phones.stop());
    cluster?.serveCalls(phones);

    const ringUps = new RingUps({
      ringer: config.SIP_DIAL_OUT === undefined ? undefined : phones?.ringer,
      budgets: new RingBudgets(openCounts, {
        ...RING_LIMITS,
        perAccount: config.SIP_DIAL_OUT_PER_DAY,
      }),
      limiter,
      audit,
      maxMinutes: config.SIP_DIAL_OUT_MINUTES,
      servers: cluster && ((rungHere) => cluster.serveRings(rungHere)),
    });
    const clusterSockets = startedCluster?.sockets(http.server);
    const signalling = startSignalling(
      http.server,
      createRequestHandlers({
        spaces,
        joinFlow,
        mediaWorkers,
        callIdLookup,
        browserTokens,
        voidPasses,
        deleteSpace,
        audit,
        turnRelay: turnRelayOf(config),
        phoneNumber: config.PHONE_NUMBER,
        hasTelephones: phones !== undefined,
        ringUps,
        peopleToRing,
        allowedTargets,
        limiter,
        log,
      }),
      {
        publicUrl: config.PUBLIC_URL,
        trustedProxies: config.TRUSTED_PROXIES,
        accountOf: api.accountOf,
        limiter,
        log,
        cluster: clusterSockets,
        onAnswered: metrics?.requestAnswered,
        ...options,
      },
    );
    limitRequests(http.server, { addressOf: clientAddressReader(config.TRUSTED_PROXIES), limiter });
    clusterSockets?.openDoor();
    stops.push(() => signalling.close());
    stops.push(() => clusterSockets?.close());
    stops.push(() => startedCluster?.guests?.giveBack());
    stops.push(() => meetings.endAll('serverStopping'));
    const isInUse = async ({ callId }: Space) =>
      ((await meetings.find(callId))?.presentCount ?? 0) > 0 || meetings.isElsewhere(callId);
    const deleteExpiredSpace = (space: Space) => deleteSpace(space, serviceActor);
    stops.push(startExpirySweep({ spaces, isInUse, deleteSpace: deleteExpiredSpace, log }));

    await http.listen({ port: config.PORT, host: config.HOST ?? everyAddress() });
    // Last: what it creates is printed once, so it must not happen in a start that fails.
    const first = await database.exclusively(() => firstStart(accounts, spaces, audit, config));
    const address = http.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : config.PORT;
    const { MEDIA_PORT: mediaPort, MEDIA_WORKERS: workers } = config;
    log.info({ version: packageJson.version, port, mediaPort, workers }, 'server started');
    stops.push(() => {
      const { connectionCount: connections } = signalling;
      log.info({ meetings: meetings.count, connections }, 'server stopping');
    });
    return {
      port,
      firstStart: first,
      warnings: [
        ...addressWarnings(config, addresses),
        ...phoneWarnings(config),
        ...clusterWarnings(config),
        ...captionWarnings(config),
      ],
      clusterNodes: cluster?.nodeCount,
      accounts,
      spaces,
      audit,
      onEntered,
      failedSignIns,
      conveners,
      meetings,
      mediaWorkers,
      signalling,
      clusterSockets,
      phones,
      captioning,
      operations: api.operations,
      drain: cluster && ((patienceMs) => cluster.drain(patienceMs)),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
