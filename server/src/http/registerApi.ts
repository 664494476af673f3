// Wires the HTTP API: authentication, access, and every route under /api.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import type { FastifyInstance } from 'fastify';
import { createAccessibilityReports } from '../accessibility/accessibilityReports.ts';
import { createAccountAdministration } from '../accounts/accountAdministration.ts';
import type { AccountStore } from '../accounts/accountStore.ts';
import { createApiTokenStore } from '../accounts/apiTokenStore.ts';
import { createDeviceCookies } from '../accounts/deviceCookies.ts';
import { createOidcAccounts } from '../accounts/oidcAccounts.ts';
import { oidcProviderOf } from '../accounts/oidcProvider.ts';
import type { Attendance } from '../attendance/attendance.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import type { FailedSignIns } from '../audit/failedSignIns.ts';
import { ApiTokenUses } from '../audit/apiTokenUses.ts';
import type { Config } from '../config/config.ts';
import type { CallIdLookup } from '../guessing/callIdLookup.ts';
import type { OpenCounts } from '../guessing/windowCounts.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { BrowserTokens } from '../meetings/browserTokens.ts';
import type { Meetings } from '../meetings/meetings.ts';
import type { Log } from '../platform/log.ts';
import type { PeopleToRing } from '../ringing/peopleToRing.ts';
import type { AllowedTargets } from '../ringing/ringTarget.ts';
import { createConfirmations } from '../spaces/confirmations.ts';
import type { Conveners } from '../spaces/conveners.ts';
import type { DeleteSpace } from '../spaces/deleteSpace.ts';
import { describeSpace } from '../spaces/describeSpace.ts';
import { createFindPresence } from '../spaces/spacePresence.ts';
import { createRenewLink } from '../spaces/renewLink.ts';
import type { SpaceWithoutConveners } from '../spaces/spaceRows.ts';
import { createSearchSpaces } from '../spaces/spaceSearch.ts';
import type { SpaceStore } from '../spaces/spaceStore.ts';
import { createSpaceTemplates } from '../spaces/spaceTemplates.ts';
import type { Database } from '../storage/database.ts';
import { createApiAccess } from './api/access.ts';
import { createCallIdAccess } from './api/callIdAccess.ts';
import type { Operation } from './api/operation.ts';
import { accessibilityRoutes } from './routes/accessibilityRoutes.ts';
import { accountRoutes } from './routes/accountRoutes.ts';
import { apiTokenRoutes } from './routes/apiTokenRoutes.ts';
import { attendanceRoutes } from './routes/attendanceRoutes.ts';
import { auditRoutes } from './routes/auditRoutes.ts';
import { convenerRoutes } from './routes/convenerRoutes.ts';
import { invitationRoutes } from './routes/invitationRoutes.ts';
import { type ServiceNodes, nodeRoutes } from './routes/nodeRoutes.ts';
import { invitingRoute } from './routes/invitingRoute.ts';
import { meetingRoutes } from './routes/meetingRoutes.ts';
import { OIDC_CALLBACK, oidcRoutes } from './routes/oidcRoutes.ts';
import { openApiRoutes } from './routes/openApiRoutes.ts';
import { ownPasswordRoute } from './routes/ownPasswordRoute.ts';
import { peopleToRingRoutes } from './routes/peopleToRingRoutes.ts';
import { sessionRoutes } from './routes/sessionRoutes.ts';
import { spaceListRoutes } from './routes/spaceListRoutes.ts';
import { spaceRoutes } from './routes/spaceRoutes.ts';
import { spaceTemplateRoutes } from './routes/spaceTemplateRoutes.ts';
import { type Authentication, createAuthentication } from './signIn/authentication.ts';
import { cookieReader } from './signIn/signInCookies.ts';
import { createPasswordCheck } from './signIn/passwordCheck.ts';
import { createSessions } from './signIn/sessions.ts';

export interface ApiDeps {
  config: Config;
  /** Of the product. */
  version: string;
  database: Database;
  accounts: AccountStore;
  spaces: SpaceStore;
  conveners: Conveners;
  meetings: Meetings;
  deleteSpace: DeleteSpace;
  /** Whether the service answers room systems. */
  hasRooms: boolean;
  /** Whether the service rings people up. */
  ringsUp: boolean;
  peopleToRing: PeopleToRing;
  allowedTargets: AllowedTargets;
  audit: AuditLog;
  attendance: Attendance;
  failedSignIns: FailedSignIns;
  callIdLookup: CallIdLookup;
  openCounts: OpenCounts;
  browserTokens: BrowserTokens;
  rtpCapabilities: RtpCapabilities;
  limiter: Limiter;
  nodes: ServiceNodes;
  /** Undefined on a server by itself. */
  roomOf?: ((callId: CallId) => string) | undefined;
  log: Log;
}

export interface Api extends Pick<Authentication, 'accountOf'> {
  operations: readonly Operation[];
}

export function registerApi(server: FastifyInstance, deps: ApiDeps): Api {
  const { config, database, accounts, spaces, hasRooms, audit, failedSignIns, limiter, log } = deps;
  const { openCounts } = deps;
  const { publicUrl, PHONE_NUMBER: phoneNumber } = config;
  const apiTokens = createApiTokenStore(database);
  const devices = createDeviceCookies(database);
  const confirmations = createConfirmations(database);
  const readCookie = cookieReader(server, config.TRUSTED_PROXIES);
  const authentication = createAuthentication({
    accounts,
    apiTokens,
    apiToken: config.API_TOKEN,
    readCookie,
    tokenUses: new ApiTokenUses(audit),
    openCounts,
  });
  const access = createApiAccess(authentication, spaces);
  const checkPassword = createPasswordCheck({ accounts, devices, readCookie, limiter, openCounts });
  const sessions = createSessions({ accounts, devices, readCookie, audit, limiter });
  const describe = (space: SpaceWithoutConveners) =>
    describeSpace(space, { publicUrl, phoneNumber });

  const operations = openApiRoutes(server, { publicUrl, version: deps.version });
  const callIdAccess = createCallIdAccess({
    callIdLookup: deps.callIdLookup,
    accountOf: authentication.accountOf,
  });
  meetingRoutes(server, { ...deps, access: callIdAccess, confirmations, phoneNumber });
  const hasAttendance = deps.attendance.isOn;
  const service = { publicUrl, hasRooms, hasAttendance };
  invitingRoute(server, { access: callIdAccess, describe, service });
  const { ringsUp } = deps;
  const defaults = { lobby: config.SPACE_LOBBY, hasRooms, hasAttendance, ringsUp };
  spaceRoutes(server, { ...deps, access, describe, defaults });
  spaceListRoutes(server, {
    ...deps,
    access,
    describe,
    searchSpaces: createSearchSpaces(database),
    findPresence: createFindPresence(database, deps.meetings),
  });
  spaceTemplateRoutes(server, { access, templates: createSpaceTemplates(database) });
  invitationRoutes(server, {
    access,
    describe,
    confirmations,
    renewLink: createRenewLink(spaces, deps.meetings, audit),
    service,
  });
  convenerRoutes(server, { ...deps, access });
  peopleToRingRoutes(server, { ...deps, access });
  attendanceRoutes(server, { ...deps, access, maxDays: config.AUDIT_DAYS });
  sessionRoutes(server, { access, accounts, checkPassword, sessions, failedSignIns });
  oidcRoutes(server, {
    provider: oidcProviderOf(config, publicUrl + OIDC_CALLBACK),
    name: config.OIDC_NAME,
    oidcAccounts: createOidcAccounts(database, audit, failedSignIns),
    devices,
    readCookie,
    sessions,
    openCounts,
    log,
  });
  const administration = createAccountAdministration(database);
  accountRoutes(server, { access, accounts, administration, audit });
  ownPasswordRoute(server, { ...deps, access, checkPassword, sessions });
  apiTokenRoutes(server, { access, apiTokens, audit });
  auditRoutes(server, { ...deps, access, keptDays: config.AUDIT_DAYS });
  nodeRoutes(server, { ...deps, access });
  const reports = createAccessibilityReports(database);
  accessibilityRoutes(server, { ...deps, access, reports });
  return { operations, accountOf: authentication.accountOf };
}
