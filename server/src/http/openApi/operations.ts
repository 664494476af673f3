// Every operation of the HTTP API: what it does, what it takes and gives, and by what names it refuses.
import { ENTRANT_HEADER } from '@distansmote/shared/entrantHeader.ts';
import {
  accountDescription,
  accountWithPassword,
  apiTokenDescription,
  apiTokenWithSecret,
  newAccount,
  newApiToken,
  passwordChange,
  roleChange,
} from '@distansmote/shared/accountsApi.ts';
import { auditCsvQuery, auditPage, auditQuery } from '@distansmote/shared/auditApi.ts';
import {
  colleague,
  colleagueSearch,
  confirmation,
  credentials,
  invitation,
  invitationLanguage,
  meetingLookUp,
  newConfirmation,
  newConvener,
  newSpace,
  sessionDescription,
  signInWays,
  spaceChange,
  spaceDefaults,
  spaceDescription,
} from '@distansmote/shared/httpApi.ts';
import { z } from 'zod';
import { group, type Operation } from './operation.ts';

const file = (says: string) => ({ status: 200, says }) as const;

const entrantHeader = {
  [ENTRANT_HEADER]:
    'Form-encoded: `personKey`, and the `secret` of the guest link or the `pass` of an earlier join. Who shows ' +
    'one is let on also while mere call IDs are refused because there were too many wrong ones.',
};

export const operations: readonly Operation[] = [
  ...group('Meetings', 'anybody', {
    'GET /api/meetings/:callId': {
      headers: entrantHeader,
      summary: 'Looks a call ID up, before a name is asked for.',
      success: { status: 200, body: meetingLookUp },
      problems: { invalid: 400, callIdUnknown: 404 },
    },
    'POST /api/meetings/:callId/confirmations': {
      headers: entrantHeader,
      summary: 'Confirms that the invitation has come.',
      body: newConfirmation,
      success: { status: 204 },
      problems: { callIdUnknown: 404, tooMany: 409, tooFast: 429 },
    },
  }),
  ...group('Spaces', 'staffOrToken', {
    'POST /api/spaces': {
      summary: 'Creates a space with a call ID that nobody has ever had.',
      body: newSpace,
      success: { status: 201, body: spaceDescription },
    },
    'GET /api/spaces': {
      summary:
        'Lists spaces, newest first: one’s own; all of them to administrators and API tokens.',
      success: { status: 200, body: z.array(spaceDescription) },
    },
    'GET /api/spaces/defaults': {
      summary:
        'Tells the lobby of a new space if the request names no other (SPACE_LOBBY), and whether room systems can join.',
      success: { status: 200, body: spaceDefaults },
    },
    'GET /api/spaces/:id': {
      summary: 'Reads a space. Somebody else’s does not exist.',
      success: { status: 200, body: spaceDescription },
      problems: { spaceUnknown: 404 },
    },
    'PATCH /api/spaces/:id': {
      summary: 'Changes a space. What is not named stays.',
      body: spaceChange,
      success: { status: 200, body: spaceDescription },
      problems: { spaceUnknown: 404 },
    },
    'POST /api/spaces/:id/new-link': {
      summary:
        'Gives a space a new guest link. The former one, and the pass of whoever was let in before, open nothing ' +
        'any more; who is in its meeting stays, and the call ID is the same.',
      success: { status: 200, body: spaceDescription },
      problems: { spaceUnknown: 404 },
    },
    'POST /api/spaces/:id/end-meeting': {
      summary:
        'Ends its meeting for everybody, as a convener may who is in it; without one, nothing happens.',
      success: { status: 204 },
      problems: { spaceUnknown: 404 },
    },
    'GET /api/spaces/:id/invitation': {
      scope: 'invite',
      summary: 'The invitation as plain text, in Swedish (unless it is said) or English.',
      query: { language: invitationLanguage },
      success: { status: 200, body: invitation },
      problems: { invalid: 400, spaceUnknown: 404 },
    },
    'GET /api/spaces/:id/confirmations': {
      scope: 'invite',
      summary: 'Lists who has confirmed that the invitation has come, in the order they did.',
      success: { status: 200, body: z.array(confirmation) },
      problems: { spaceUnknown: 404 },
    },
    'GET /api/spaces/:id/conveners': {
      summary: 'Lists the members of staff who lead its meetings beside its owner.',
      success: { status: 200, body: z.array(colleague) },
      problems: { spaceUnknown: 404 },
    },
    'POST /api/spaces/:id/conveners': {
      summary: 'Lets a colleague lead its meetings as well; answers with all who do.',
      body: newConvener,
      success: { status: 200, body: z.array(colleague) },
      problems: { spaceUnknown: 404, accountUnknown: 404, tooMany: 409 },
    },
    'DELETE /api/spaces/:id/conveners/:accountId': {
      summary: 'Takes that away again, also from a meeting that goes on.',
      success: { status: 204 },
      problems: { spaceUnknown: 404 },
    },
    'GET /api/colleagues': {
      scope: 'manage',
      summary: 'Finds open accounts by a part of their username or name; the first ten.',
      query: { search: colleagueSearch },
      success: { status: 200, body: z.array(colleague) },
      problems: { invalid: 400 },
    },
    'GET /api/spaces/:id/qr.svg': {
      scope: 'invite',
      summary: 'The QR code of the invitation’s link.',
      success: file('The picture, as SVG.'),
      problems: { spaceUnknown: 404 },
    },
    'DELETE /api/spaces/:id': {
      summary:
        'Deletes a space: everybody in its meeting is out, and its number never works again.',
      success: { status: 204 },
      problems: { spaceUnknown: 404 },
    },
  }),
  ...group('Signing in', 'anybody', {
    'GET /api/session/ways': {
      summary: 'Tells how one may sign in beside username and password.',
      success: { status: 200, body: signInWays },
    },
    'POST /api/session': {
      summary: 'Signs in with username and password. The reply sets the cookie of the session.',
      body: credentials,
      success: { status: 200, body: sessionDescription },
      problems: { signInFailed: 401, tooFast: 429 },
    },
    'GET /api/session': {
      askers: 'session',
      summary: 'Tells who is signed in.',
      success: { status: 200, body: sessionDescription },
    },
    'DELETE /api/session': {
      summary: 'Signs out.',
      success: { status: 204 },
    },
    'GET /api/session/oidc': {
      summary: 'Sends the browser to the identity provider.',
      success: { status: 303, says: 'To the identity provider, or back to /sign-in?problem=….' },
      problems: { noIdentityProvider: 404 },
    },
    'GET /api/session/oidc/callback': {
      summary: 'Where the identity provider sends the browser back to.',
      success: { status: 303, says: 'To /spaces with a session, or to /sign-in?problem=….' },
      problems: { noIdentityProvider: 404 },
    },
  }),
  ...group('Accounts', 'administrator', {
    'GET /api/accounts': {
      summary: 'Lists all accounts by username.',
      success: { status: 200, body: z.array(accountDescription) },
    },
    'POST /api/accounts': {
      summary: 'Makes an account. The reply tells its first password, this once.',
      body: newAccount,
      success: { status: 201, body: accountWithPassword },
      problems: { usernameTaken: 409 },
    },
    'GET /api/accounts/:id': {
      summary: 'Reads an account.',
      success: { status: 200, body: accountDescription },
      problems: { accountUnknown: 404 },
    },
    'POST /api/accounts/:id/close': {
      summary: 'Closes an account: its sessions end, and it can no longer sign in.',
      success: { status: 200, body: accountDescription },
      problems: { accountUnknown: 404, lastAdministrator: 409 },
    },
    'POST /api/accounts/:id/reopen': {
      summary: 'Lets a closed account sign in again.',
      success: { status: 200, body: accountDescription },
      problems: { accountUnknown: 404 },
    },
    'PUT /api/accounts/:id/role': {
      summary: 'Changes what an account may do.',
      body: roleChange,
      success: { status: 200, body: accountDescription },
      problems: { accountUnknown: 404, lastAdministrator: 409, setByProvider: 409 },
    },
    'POST /api/accounts/:id/password': {
      summary: 'Draws a new password, told this once, and ends the account’s sessions.',
      success: { status: 200, body: accountWithPassword },
      problems: { accountUnknown: 404, setByProvider: 409 },
    },
    'PUT /api/accounts/own/password': {
      askers: 'session',
      summary: 'Changes one’s own password, and ends one’s other sessions.',
      body: passwordChange,
      success: { status: 204 },
      problems: {
        passwordTooShort: 400,
        passwordIsUsername: 400,
        passwordTooCommon: 400,
        passwordWrong: 403,
        setByProvider: 409,
        tooFast: 429,
      },
    },
  }),
  ...group('API tokens', 'administrator', {
    'GET /api/api-tokens': {
      summary: 'Lists the tokens of other systems, newest first, without the tokens themselves.',
      success: { status: 200, body: z.array(apiTokenDescription) },
    },
    'POST /api/api-tokens': {
      summary:
        'Makes a token for another system, told this once: what it may do, and for how long.',
      body: newApiToken,
      success: { status: 201, body: apiTokenWithSecret },
    },
    'DELETE /api/api-tokens/:id': {
      summary: 'Revokes a token: from now on it opens nothing.',
      success: { status: 204 },
      problems: { apiTokenUnknown: 404 },
    },
  }),
  ...group('Audit log', 'administrator', {
    'GET /api/audit': {
      summary:
        'Reads who did what and when, newest first. `before` is the id of the last entry that one has.',
      query: auditQuery.shape,
      success: { status: 200, body: auditPage },
      problems: { invalid: 400 },
    },
    'GET /api/audit.csv': {
      summary: 'The same as CSV, whole, in Swedish (unless it is said) or English.',
      query: auditCsvQuery.shape,
      success: file('The file: UTF-8 with a BOM, semicolons, a header row.'),
      problems: { invalid: 400 },
    },
  }),
  ...group('This document', 'anybody', {
    'GET /api/openapi.json': {
      summary: 'This API as an OpenAPI 3.1 document.',
      success: file('The document, as JSON.'),
    },
    'GET /api/docs': {
      summary: 'This API as a page to read.',
      success: file('The page, as HTML.'),
    },
    'GET /api/docs.css': {
      summary: 'What that page looks like.',
      success: file('The style sheet.'),
    },
  }),
];
