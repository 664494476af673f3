// What each operation of the HTTP API answers to each caller: a new operation needs a row here.
import { randomUUID } from 'node:crypto';
import type { Attack, Phase } from '../phase.ts';
import { apiOperations } from './apiOperations.ts';
import { type Caller, callers, castCallers, type Cast } from './callers.ts';

interface Row {
  /** A valid body, so that only the caller may be wrong. */
  body?: () => unknown;
  query?: string;
  /** The status for each caller, in the order of `callers`. */
  answers: string;
}

/** Last, since it signs the caller out. */
export const httpTable: Record<string, Row> = {
  'GET /api/meetings/:callId': { answers: '200 200 200 200 200 200 200 200 200 200 200' },
  'GET /api/meetings/:callId/invitation': {
    answers: '200 200 200 200 200 200 200 200 200 200 200',
  },
  'POST /api/meetings/:callId/confirmations': {
    body: () => ({ name: 'Anna' }),
    answers: '204 204 204 204 204 204 204 204 204 204 403',
  },
  'POST /api/spaces': {
    body: () => ({ name: 'Möte' }),
    answers: '401 401 201 201 201 201 201 403 401 401 403',
  },
  'GET /api/spaces': { answers: '401 401 200 200 200 200 200 200 401 401 200' },
  'GET /api/spaces/defaults': { answers: '401 401 200 200 200 200 200 200 401 401 200' },
  'POST /api/spaces/search': {
    body: () => ({ text: '%' }),
    answers: '401 401 200 200 200 200 401 401 401 401 403',
  },
  'GET /api/spaces/present': { answers: '401 401 200 200 200 200 401 401 401 401 200' },
  'POST /api/spaces/deletions': {
    body: () => ({ ids: [randomUUID()] }),
    answers: '401 401 200 200 200 200 200 403 401 401 403',
  },
  'GET /api/spaces/templates': { answers: '401 401 200 200 200 200 401 401 401 401 200' },
  'PUT /api/spaces/templates': {
    body: () => ({
      name: 'Mall',
      lobby: 'none',
      admitsPhones: true,
      admitsRooms: true,
      deleteAfterDays: null,
    }),
    answers: '401 401 200 200 200 200 401 401 401 401 403',
  },
  'DELETE /api/spaces/templates/:id': { answers: '401 401 404 404 404 404 401 401 401 401 403' },
  'GET /api/spaces/:id': { answers: '401 401 404 200 200 200 200 200 401 401 200' },
  'PATCH /api/spaces/:id': {
    body: () => ({ lobby: 'everybody' }),
    answers: '401 401 404 200 200 200 200 403 401 401 403',
  },
  'GET /api/spaces/:id/invitation': { answers: '401 401 404 200 200 200 200 403 401 401 200' },
  'GET /api/spaces/:id/confirmations': { answers: '401 401 404 200 200 200 200 403 401 401 200' },
  'GET /api/spaces/:id/attendance': { answers: '401 401 404 200 200 200 401 401 401 401 200' },
  'GET /api/spaces/:id/attendance.csv': { answers: '401 401 404 200 200 200 401 401 401 401 200' },
  'GET /api/spaces/:id/conveners': { answers: '401 401 404 200 200 200 200 200 401 401 200' },
  'GET /api/spaces/:id/people-to-ring': { answers: '401 401 404 200 200 200 200 403 401 401 200' },
  'POST /api/spaces/:id/people-to-ring': {
    body: () => ({ name: 'Elsa Ek', address: '070-123 45 67', digits: '', role: null }),
    answers: '401 401 404 201 201 201 201 403 401 401 403',
  },
  'DELETE /api/spaces/:id/people-to-ring/:personId': {
    answers: '401 401 404 204 204 204 204 403 401 401 403',
  },
  'POST /api/spaces/:id/new-link': { answers: '401 401 404 200 200 200 200 403 401 401 403' },
  'POST /api/spaces/:id/end-meeting': { answers: '401 401 404 204 204 204 204 403 401 401 403' },
  'POST /api/spaces/:id/conveners': {
    body: () => ({ username: 'admin' }),
    answers: '401 401 404 200 200 200 200 403 401 401 403',
  },
  'DELETE /api/spaces/:id/conveners/:accountId': {
    answers: '401 401 404 204 204 204 204 403 401 401 403',
  },
  'POST /api/colleagues/search': {
    body: () => ({ text: 'adm' }),
    answers: '401 401 200 200 200 200 200 403 401 401 403',
  },
  'GET /api/colleagues': {
    query: '?search=adm',
    answers: '401 401 200 200 200 200 200 403 401 401 200',
  },
  'GET /api/spaces/:id/qr.svg': { answers: '401 401 404 200 200 200 200 403 401 401 200' },
  'DELETE /api/spaces/:id': { answers: '401 401 404 204 204 204 204 403 401 401 403' },
  'GET /api/session/ways': { answers: '200 200 200 200 200 200 200 200 200 200 200' },
  'POST /api/session': {
    body: () => ({ username: 'nobody', password: 'wrong password' }),
    answers: '401 401 401 401 401 401 401 401 401 401 403',
  },
  'GET /api/session': { answers: '401 401 200 200 200 200 401 401 401 401 200' },
  'GET /api/session/oidc': { answers: '404 404 404 404 404 404 404 404 404 404 404' },
  'GET /api/session/oidc/callback': { answers: '404 404 404 404 404 404 404 404 404 404 404' },
  'GET /api/accounts': { answers: '401 401 403 403 403 200 401 401 401 401 403' },
  'POST /api/accounts/search': {
    body: () => ({ text: 'anna' }),
    answers: '401 401 403 403 403 200 401 401 401 401 403',
  },
  'POST /api/accounts': {
    body: () => ({ username: randomUUID() }),
    answers: '401 401 403 403 403 201 401 401 401 401 403',
  },
  'GET /api/accounts/:id': { answers: '401 401 403 403 403 200 401 401 401 401 403' },
  'POST /api/accounts/:id/close': { answers: '401 401 403 403 403 200 401 401 401 401 403' },
  'POST /api/accounts/:id/reopen': { answers: '401 401 403 403 403 200 401 401 401 401 403' },
  'PUT /api/accounts/:id/name': {
    body: () => ({ displayName: 'Anna' }),
    answers: '401 401 403 403 403 200 401 401 401 401 403',
  },
  'PUT /api/accounts/:id/role': {
    body: () => ({ role: 'staff' }),
    answers: '401 401 403 403 403 200 401 401 401 401 403',
  },
  'POST /api/accounts/:id/password': { answers: '401 401 403 403 403 200 401 401 401 401 403' },
  'PUT /api/accounts/own/password': {
    body: () => ({ oldPassword: 'wrong password', newPassword: 'another long password' }),
    answers: '401 401 403 403 403 403 401 401 401 401 403',
  },
  'GET /api/api-tokens': { answers: '401 401 403 403 403 200 401 401 401 401 403' },
  'POST /api/api-tokens': {
    body: () => ({ name: 'System' }),
    answers: '401 401 403 403 403 201 401 401 401 401 403',
  },
  'DELETE /api/api-tokens/:id': { answers: '401 401 403 403 403 204 401 401 401 401 403' },
  'GET /api/audit': { answers: '401 401 403 403 403 200 401 401 401 401 403' },
  'POST /api/audit/search': {
    body: () => ({ text: 'anna' }),
    answers: '401 401 403 403 403 200 401 401 401 401 403',
  },
  'GET /api/audit.csv': { answers: '401 401 403 403 403 200 401 401 401 401 403' },
  'POST /api/audit/search.csv': {
    body: () => ({ text: 'anna' }),
    answers: '401 401 403 403 403 200 401 401 401 401 403',
  },
  'GET /api/accessibility-statement': {
    answers: '200 200 200 200 200 200 200 200 200 200 200',
  },
  'POST /api/accessibility-reports': {
    body: () => ({ text: 'Knappen har inget namn.' }),
    answers: '204 204 204 204 204 204 204 204 204 204 403',
  },
  'GET /api/accessibility-reports': { answers: '401 401 403 403 403 200 401 401 401 401 403' },
  'GET /api/accessibility-reports/count': {
    answers: '401 401 403 403 403 200 401 401 401 401 403',
  },
  'POST /api/accessibility-reports/deletions': {
    body: () => ({ ids: [randomUUID()] }),
    answers: '401 401 403 403 403 204 401 401 401 401 403',
  },
  'GET /api/nodes': { answers: '401 401 403 403 403 200 401 401 401 401 403' },
  // The target is a server by itself.
  'POST /api/nodes/:id/drain': { answers: '401 401 403 403 403 404 401 401 401 401 403' },
  'DELETE /api/nodes/:id/drain': { answers: '401 401 403 403 403 404 401 401 401 401 403' },
  'GET /api/openapi.json': { answers: '200 200 200 200 200 200 200 200 200 200 200' },
  'GET /api/docs': { answers: '200 200 200 200 200 200 200 200 200 200 200' },
  'GET /api/docs.css': { answers: '200 200 200 200 200 200 200 200 200 200 200' },
  'DELETE /api/session': { answers: '204 204 204 204 204 204 204 204 204 204 403' },
};

export const httpOperations: Phase = {
  name: 'httpOperations',
  says: 'every operation of the HTTP API by every caller, compared with a table',
  async run(attack) {
    const { tally } = attack;
    const described = (await apiOperations(attack.target)).map(({ key }) => key);
    for (const key of described) tally.expect(key in httpTable, `${key} has no row in the table`);
    const cast = await castCallers(attack.target);
    for (const [key, row] of Object.entries(httpTable)) {
      tally.expect(described.includes(key), `${key} is in the table, and is no operation`);
      const expected = row.answers.split(' ');
      for (const [index, caller] of callers.entries()) {
        const status = await askAs(attack, cast, caller, key, row);
        const isAsExpected = String(status) === expected[index];
        tally.expect(isAsExpected, `${key} as ${caller}: ${status}, not ${expected[index]}`);
      }
    }
  },
};

/** Who gets to see no guest link in any answer: they have no spaces, and were not invited. */
const isKeptFromLinks: ReadonlySet<Caller> = new Set([
  'nobody',
  'readToken',
  'revokedToken',
  'closedAccount',
]);

/** On fresh objects: the answer must not depend on earlier requests. */
async function askAs({ tally }: Attack, cast: Cast, caller: Caller, key: string, row: Row) {
  const [method = '', path = ''] = key.split(' ');
  let address = path + (row.query ?? '');
  let api = cast.as[caller];
  if (path.includes(':callId') || path.startsWith('/api/spaces/:id')) {
    const space = await cast.makeSpace();
    if (caller === 'guest') api = cast.guestOf(space);
    address = address.replace(':callId', space.callId).replace(':id', space.id);
  }
  if (path.startsWith('/api/accounts/:id'))
    address = address.replace(':id', await cast.makeAccount());
  if (path.includes(':accountId')) address = address.replace(':accountId', 'x');
  if (path.startsWith('/api/api-tokens/:id'))
    address = address.replace(':id', await cast.makeToken());
  tally.send(method);
  const { status, body } = await api.ask(method, address, row.body?.());
  const hasSecret = /\/meeting\/\d{9}#[\w-]/.test(JSON.stringify(body));
  tally.expect(
    !(isKeptFromLinks.has(caller) && hasSecret),
    `${key} tells ${caller} the secret of a guest link`,
  );
  tally.answer(String(status), key);
  return status;
}
