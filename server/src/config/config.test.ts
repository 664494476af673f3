// Every setting is taken when it is right, and when it is wrong refused in one line that says how.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Config, ConfigError, readConfig, settingNames } from './config.ts';
import { EARLY_SETTINGS } from './unknownSettings.ts';
import { phoneWarnings } from './phoneSettings.ts';

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'distansmote-config-'));
  file = join(folder, 'file');
  writeFileSync(file, '');
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (environment: NodeJS.ProcessEnv) => readConfig({ DATA_DIR: folder, ...environment });

function messageOf(environment: NodeJS.ProcessEnv): string {
  try {
    read(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error(`${JSON.stringify(environment)} was taken`);
}

const good: [keyof Config, string, unknown][] = [
  ['PORT', '0', 0],
  ['PORT', '65535', 65535],
  ['HOST', '127.0.0.1', '127.0.0.1'],
  ['HOST', '::1', '::1'],
  ['HOST', 'localhost', 'localhost'],
  ['PUBLIC_URL', 'https://join.example.org', 'https://join.example.org'],
  ['PUBLIC_URL', 'http://10.0.0.5:8080/', 'http://10.0.0.5:8080'],
  ['MEDIA_PORT', '1024', 1024],
  ['MEDIA_WORKERS', '4', 4],
  ['MEDIA_SPREAD_AT', '50', 50],
  ['MEDIA_ANNOUNCED_ADDRESS', '203.0.113.5', ['203.0.113.5']],
  ['MEDIA_ANNOUNCED_ADDRESS', '203.0.113.5, 2001:db8::5', ['203.0.113.5', '2001:db8::5']],
  ['MEDIA_ANNOUNCED_ADDRESS', 'media.example.org', ['media.example.org']],
  ['DATABASE_URL', 'postgres://u:p@db.example.org/d', 'postgres://u:p@db.example.org/d'],
  [
    'DATABASE_URL',
    'postgresql://[::1]:5433/d?sslmode=require',
    'postgresql://[::1]:5433/d?sslmode=require',
  ],
  ['DATABASE_URL', 'postgres:///d?host=/run/postgresql', 'postgres:///d?host=/run/postgresql'],
  ['ADMIN_PASSWORD', '123456789012', '123456789012'],
  ['API_TOKEN', '123456789012', '123456789012'],
  ['METRICS_TOKEN', '123456789012', '123456789012'],
  ['SPACE_LOBBY', '', 'none'],
  ['SPACE_LOBBY', 'withoutLink', 'withoutLink'],
  ['SPACE_LOBBY', 'everybody', 'everybody'],
  ['AUDIT_DAYS', '1', 1],
  ['AUDIT_DAYS', '3650', 3650],
  ['PHONE_NUMBER', '0480-44 55 11', '0480-44 55 11'],
  ['PHONE_NUMBER', '+46 480 44 55 11', '+46 480 44 55 11'],
  ['ORGANIZATION_NAME', ' Region Kalmar län ', 'Region Kalmar län'],
  ['ORGANIZATION_COLOR', '#8A1538', '#8a1538'],
  ['SUPPORT_PHONE', '0480-44 55 00', '0480-44 55 00'],
  ['SUPPORT_EMAIL', 'support@example.org', 'support@example.org'],
  ['PRIVACY_URL', 'https://example.org/personuppgifter', 'https://example.org/personuppgifter'],
  ['TLS_SELF_SIGNED', '1', true],
  ['TLS_SELF_SIGNED', '0', false],
  ['TRUSTED_PROXIES', '127.0.0.1, 10.1.0.0/16,fd00::/8', ['127.0.0.1', '10.1.0.0/16', 'fd00::/8']],
  ['LOG_LEVEL', 'silent', 'silent'],
];
test.each(good)('%s may be %j', (name, given, value) => {
  expect(read({ [name]: given })[name]).toEqual(value);
});

const bad: [string, string, string][] = [
  ['PORT', '99999', '0 to 65535'],
  ['PORT', '-1', '0 to 65535'],
  ['PORT', '80.5', '0 to 65535'],
  ['PORT', 'http', '0 to 65535'],
  ['PORT', ' ', '0 to 65535'],
  ['PORT', '0x50', '0 to 65535'],
  ['HOST', 'not a host', 'an IP address or host name'],
  ['PUBLIC_URL', 'join.example.org', 'https://join.example.org'],
  ['PUBLIC_URL', 'ftp://join.example.org', 'https://join.example.org'],
  ['PUBLIC_URL', 'https://example.org/meetings', 'no path'],
  ['MEDIA_PORT', '0', '1 to 65535'],
  ['MEDIA_PORT', '65536', '1 to 65535'],
  ['MEDIA_WORKERS', '0', '1 to 256'],
  ['MEDIA_SPREAD_AT', '0', 'a number of participants'],
  ['MEDIA_WORKERS', '257', '1 to 256'],
  ['MEDIA_ANNOUNCED_ADDRESS', '999.1.2.3', 'IP address'],
  ['MEDIA_ANNOUNCED_ADDRESS', 'here', 'IP address'],
  ['MEDIA_ANNOUNCED_ADDRESS', ',', 'IP address'],
  ['MEDIA_ANNOUNCED_ADDRESS', '203.0.113.5,203.0.113.6', 'IP address'],
  ['MEDIA_ANNOUNCED_ADDRESS', 'media.example.org,203.0.113.6', 'IP address'],
  ['MEDIA_ANNOUNCED_ADDRESS', '1.2.3.4,1.2.3.5,1.2.3.6', 'IP address'],
  ['SPACE_LOBBY', 'yes', 'none, withoutLink'],
  ['SPACE_LOBBY', 'withoutlink', 'none, withoutLink'],
  ['AUDIT_DAYS', '0', '1 to 3650'],
  ['AUDIT_DAYS', '3651', '1 to 3650'],
  ['AUDIT_DAYS', '30.5', '1 to 3650'],
  ['AUDIT_DAYS', 'for ever', '1 to 3650'],
  ['PHONE_NUMBER', 'ring me', 'a telephone number'],
  ['ORGANIZATION_NAME', 'x'.repeat(61), 'up to 60'],
  ['ORGANIZATION_NAME', 'Region\u202Ealmar', 'up to 60'],
  ['ORGANIZATION_LOGO', '/no/such/logo.svg', 'it cannot be read'],
  ['ORGANIZATION_LOGO', '/', 'it is not a file'],
  ['ORGANIZATION_COLOR', 'darkred', 'such as #0e5b52'],
  ['ORGANIZATION_COLOR', '#8a15', 'such as #0e5b52'],
  // 3.4:1 on white.
  ['ORGANIZATION_COLOR', '#e8590c', 'a contrast of 4.5:1'],
  // 4.6:1 on white, and 4.2:1 on the page.
  ['ORGANIZATION_COLOR', '#757575', '4.5:1 on #ffffff and #f7f5f0'],
  ['SUPPORT_PHONE', 'ring me', 'number of your support'],
  ['SUPPORT_EMAIL', 'support', 'e-mail address of your support'],
  ['SUPPORT_EMAIL', 'a@b.se?bcc=c@d.se', 'e-mail address of your support'],
  ['PRIVACY_URL', 'javascript:alert(1)', 'page on personal data'],
  ['PRIVACY_URL', 'example.org/personuppgifter', 'page on personal data'],
  ['ACCESSIBILITY_URL', '/tillganglighet', 'accessibility statement'],
  ['ACCESSIBILITY_URL', 'javascript:alert(1)', 'accessibility statement'],
  ['ACCESSIBILITY_CONFORMITY', 'ja', 'full, partial or none'],
  ['ACCESSIBILITY_ASSESSED', '30/11 2026', 'such as 2026-11-30'],
  ['ACCESSIBILITY_ASSESSED', '2026-02-30', 'such as 2026-11-30'],
  ['ACCESSIBILITY_UPDATED', '2026-11-30T12:00:00Z', 'such as 2026-11-30'],
  ['ACCESSIBILITY_METHOD', 'x'.repeat(2_001), 'in one paragraph'],
  ['ACCESSIBILITY_SHORTCOMINGS', 'Inget\u202e', 'in one paragraph'],
  ['ACCESSIBILITY_EXEMPTIONS', ' ', 'in one paragraph'],
  ['ACCESSIBILITY_OUTSIDE', 'a\u0000b', 'in one paragraph'],
  ['CAPTIONS_URL', 'javascript:alert(1)//v1', 'your own server for captions'],
  ['CAPTIONS_URL', 'ftp://10.0.0.5/v1', 'your own server for captions'],
  ['CAPTIONS_MODEL', 'a b', 'the name of a model'],
  ['CAPTIONS_LANGUAGE', 'svenska', 'two letters'],
  ['CAPTIONS_MAX_VOICES', '0', '1 to 1000'],
  ['CAPTIONS_MAX_VOICES', '999999999999', '1 to 1000'],
  ['SIP_DIAL_OUT', 'javascript:alert(1)', 'the trunk'],
  ['SIP_DIAL_OUT_ALLOW', '+46,!', 'the beginnings of numbers'],
  ['SIP_DIAL_OUT_ROOMS', 'https://video.example.org', 'the hosts'],
  ['SIP_DIAL_OUT_PER_DAY', '10001', '1 to 10000'],
  ['SIP_DIAL_OUT_MINUTES', '1e9', '1 to 1440'],
  ['TLS_SELF_SIGNED', 'yes', '1 for a certificate'],
  ['TRUSTED_PROXIES', '10.0.0.300', 'addresses or networks'],
  ['TRUSTED_PROXIES', 'proxy.example.org', 'addresses or networks'],
  ['OIDC_ISSUER', 'http://login.example.org', 'by https'],
  ['OIDC_ISSUER', 'login.example.org', 'by https'],
  ['OIDC_SCOPE', 'profile', 'openid among them'],
  ['OIDC_NAME', 'x'.repeat(61), 'at most 60'],
  ['LOG_LEVEL', 'loud', 'fatal, error, warn'],
];
test.each(bad)(
  '%s may not be %j, and the message says what it got and wants',
  (name, given, mustBe) => {
    const message = messageOf({ [name]: given });
    expect(message).toContain(`${name} is "${given}"`);
    expect(message).toContain(mustBe);
    expect(message).not.toContain('\n');
  },
);

test.each([
  ['ADMIN_PASSWORD', 12],
  ['API_TOKEN', 12],
  ['METRICS_TOKEN', 12],
  ['TURN_SECRET', 16],
])('%s is never printed', (name, atLeast) => {
  const message = messageOf({ [name]: 'hunter2' });
  expect(message).toContain(`${name} is 7 characters`);
  expect(message).toContain(`at least ${atLeast}`);
  expect(message).not.toContain('hunter2');
});

test.each([
  'mysql://u:hunter2@db/d',
  'postgres://u:hunter2@db',
  'postgres://u:hunter2@db/',
  'postgres://u:hunter2@db/d/e',
  'postgres://u:hunter2@db:99999/d',
  'host=db password=hunter2',
])('%s is no DATABASE_URL, and its password is not printed', (url) => {
  const message = messageOf({ DATABASE_URL: url });
  expect(message).toContain(`DATABASE_URL is ${url.length} characters`);
  expect(message).toContain('postgres://user:password@host:5432/name');
  expect(message).not.toContain('hunter2');
  expect(message).not.toContain('\n');
});

test('an empty variable counts as not set', () => {
  const empty = Object.fromEntries(settingNames.map((name) => [name, '']));
  expect(readConfig({ ...empty, DATA_DIR: folder })).toEqual(readConfig({ DATA_DIR: folder }));
});

test('the public address is the local one where none is given', () => {
  expect(read({ PORT: '3456' }).publicUrl).toBe('http://localhost:3456');
  expect(read({ PORT: '3456', TLS_SELF_SIGNED: '1' }).publicUrl).toBe('https://localhost:3456');
  expect(read({ PUBLIC_URL: 'https://a.example/' }).publicUrl).toBe('https://a.example');
});

test('a data folder is made, for its owner only', () => {
  const path = join(folder, 'deep', 'down');
  expect(read({ DATA_DIR: path }).DATA_DIR).toBe(path);
  expect(statSync(path).mode & 0o777).toBe(0o700);
});

test.each([
  ['under a file', () => join(file, 'data')],
  ['a file itself', () => file],
  ['under /proc', () => '/proc/distansmote'],
  ['/proc itself', () => '/proc'],
])('a data folder that is %s is refused', (_, path) => {
  expect(messageOf({ DATA_DIR: path() })).toBe(
    `DATA_DIR is "${path()}", but must be a folder that can be written.`,
  );
});

test('TLS_CERT and TLS_KEY belong together, and must be there to read', () => {
  expect(messageOf({ TLS_CERT: file })).toContain('TLS_CERT and TLS_KEY must be set together');
  expect(messageOf({ TLS_KEY: file })).toContain('TLS_CERT and TLS_KEY must be set together');
  const missing = join(folder, 'none.pem');
  expect(messageOf({ TLS_CERT: missing, TLS_KEY: file })).toContain(`TLS_CERT is "${missing}"`);
  expect(messageOf({ TLS_CERT: file, TLS_KEY: missing })).toContain(`TLS_KEY is "${missing}"`);
  expect(read({ TLS_CERT: file, TLS_KEY: file }).isTls).toBe(true);
});

test('an identity provider is set whole, by https but on this computer', () => {
  const whole = { OIDC_ISSUER: 'https://login.example.org/x', OIDC_CLIENT_ID: 'distansmote' };
  expect(read(whole)).toMatchObject({
    ...whole,
    OIDC_SCOPE: 'openid profile email',
    OIDC_ROLE_CLAIM: 'groups',
  });
  expect(read({ ...whole, OIDC_ISSUER: 'http://localhost:9000' }).OIDC_CLIENT_ID).toBeDefined();
  expect(messageOf({ OIDC_ISSUER: whole.OIDC_ISSUER })).toContain('OIDC_CLIENT_ID is missing');
  expect(messageOf({ OIDC_CLIENT_ID: 'x' })).toContain('OIDC_ISSUER is missing');
  expect(messageOf({ OIDC_STAFF_VALUE: 'x' })).toContain(
    'OIDC_STAFF_VALUE is set, but OIDC_ISSUER',
  );
  const secret = messageOf({ OIDC_CLIENT_SECRET: 'x'.repeat(501) });
  expect(secret).toContain('OIDC_CLIENT_SECRET is 501 characters');
});

const TURN_SECRET = 'sixteen letters!';
test.each([
  ['turn:turn.example.org', ['turn:turn.example.org']],
  ['turns:turn.example.org:443?transport=tcp', ['turns:turn.example.org:443?transport=tcp']],
  [
    'turn:203.0.113.6:3478?transport=udp, turn:[2001:db8::6]:443',
    ['turn:203.0.113.6:3478?transport=udp', 'turn:[2001:db8::6]:443'],
  ],
])('a TURN relay may be at %s', (given, urls) => {
  expect(read({ TURN_URLS: given, TURN_SECRET }).TURN_URLS).toEqual(urls);
});

test.each([
  'stun:turn.example.org',
  'https://turn.example.org',
  'turn://turn.example.org',
  'turn:user@turn.example.org',
  'turn:turn.example.org/path',
  'turn:turn.example.org:99999',
  'turn:turn.example.org:0',
  'turn:999.1.2.3',
  'turn:[203.0.113.6]',
  'turn:2001:db8::6',
  'turn:turn.example.org?transport=sctp',
  'turn:turn.example.org?transport=tcp&x=y',
  'turn:',
  'turn:a\r\nb',
  // Firefox wants a name for TLS.
  'turns:203.0.113.6:443',
  'turns:[2001:db8::6]:443',
  // TURN over DTLS, which no browser has.
  'turns:turn.example.org?transport=udp',
  'turn:a,',
  'turn:a,turn:b,turn:c,turn:d,turn:e',
])('a TURN relay may not be at %j', (given) => {
  const message = messageOf({ TURN_URLS: given, TURN_SECRET });
  expect(message).toContain(`TURN_URLS is "${given}"`);
  expect(message).toContain('turns:turn.example.org:443?transport=tcp');
});

test('a TURN relay is set whole', () => {
  expect(messageOf({ TURN_URLS: 'turn:turn.example.org' })).toBe(
    'TURN_URLS is set, but TURN_SECRET is missing: a TURN relay needs both.',
  );
  expect(messageOf({ TURN_SECRET })).toBe(
    'TURN_SECRET is set, but TURN_URLS is missing: a TURN relay needs both.',
  );
});

test('the pages and media cannot have the same port', () => {
  expect(messageOf({ PORT: '443', MEDIA_PORT: '443' })).toContain('PORT is 443');
  expect(messageOf({ PORT: '31001', MEDIA_WORKERS: '2' })).toContain('31000 to 31001');
  expect(read({ PORT: '31002', MEDIA_WORKERS: '2' }).PORT).toBe(31002);
});

test('by default media has ports that Linux lends to no other program, and that telephones do not use', () => {
  const { MEDIA_PORT, SIP_MEDIA_PORTS } = read({});
  const [firstLent, mostWorkers] = [32_768, 256];
  expect(MEDIA_PORT + mostWorkers).toBeLessThan(Math.min(firstLent, SIP_MEDIA_PORTS.first));
});

test('the media ports of all workers must fit below 65536', () => {
  expect(messageOf({ MEDIA_PORT: '65535', MEDIA_WORKERS: '2' })).toContain('MEDIA_PORT is 65535');
  expect(read({ MEDIA_PORT: '65535', MEDIA_WORKERS: '1' }).MEDIA_PORT).toBe(65535);
});

test.each(['REDIS_URL'])('%s stops the start while there is nothing that it sets', (name) => {
  const message = messageOf({ [name]: 'secret-value' });
  expect(message).toContain(name);
  expect(message).not.toContain('secret-value');
  expect(read({ [name]: '' }).PORT).toBe(3000);
});

describe('the telephone', () => {
  const trunk = { SIP_PORT: '5060', SIP_TRUNK_ALLOW: '192.0.2.10, 198.51.100.0/28' };

  test('lets room systems in where SIP_ROOMS is 1, by addresses that can be reached', () => {
    expect(read(trunk)).toMatchObject({ SIP_ROOMS: false, SIP_MAX_ROOMS: 4 });
    const rooms = { ...trunk, SIP_ROOMS: '1', SIP_TRUNK_ALLOW: '127.0.0.1' };
    expect(read({ ...rooms, SIP_MAX_ROOMS: '2' })).toMatchObject({
      SIP_ROOMS: true,
      SIP_MAX_ROOMS: 2,
    });
    expect(messageOf({ SIP_ROOMS: '1' })).toBe(
      'SIP_ROOMS is set, but SIP_PORT is missing: without it there is no telephone and no room system.',
    );
    expect(messageOf({ ...trunk, SIP_ROOMS: 'yes' })).toContain('SIP_ROOMS is "yes"');
    expect(messageOf({ ...rooms, SIP_MAX_ROOMS: '0' })).toContain('SIP_MAX_ROOMS is "0"');
    const unused = { ...trunk, SIP_MAX_ROOMS: '2' };
    expect(messageOf(unused)).toContain('SIP_MAX_ROOMS is set, but SIP_ROOMS is not 1');
    expect(phoneWarnings(read(rooms))).toEqual([expect.stringContaining('@localhost')]);
    expect(phoneWarnings(read({ ...rooms, PUBLIC_URL: 'https://join.example.org' }))).toEqual([]);
  });

  test('is off without SIP_PORT, and then nothing else of it may be set', () => {
    expect(read({}).SIP_PORT).toBeUndefined();
    expect(messageOf({ SIP_USER: 'trunk' })).toContain('SIP_PORT is missing');
  });

  test('is refused where nobody may call', () => {
    expect(messageOf({ SIP_PORT: '5060' })).toContain('nobody may call');
    expect(read(trunk).SIP_TRUNK_ALLOW).toEqual(['192.0.2.10', '198.51.100.0/28']);
    expect(messageOf({ ...trunk, SIP_TRUNK_ALLOW: 'pbx' })).toContain('SIP_TRUNK_ALLOW is "pbx"');
    expect(messageOf({ SIP_PORT: '5060', SIP_USER: 'trunk' })).toContain('SIP_PASSWORD');
    const message = messageOf({ ...trunk, SIP_USER: 'trunk', SIP_PASSWORD: 'short-one' });
    expect(message).toContain('SIP_PASSWORD is 9 characters');
  });

  test('is reached by all transports, or by those that are named', () => {
    expect(read(trunk).SIP_TRANSPORTS).toEqual(['udp', 'tcp', 'tls']);
    const secure = { ...trunk, TLS_SELF_SIGNED: '1', SIP_TRANSPORTS: 'tls' };
    expect(read(secure).SIP_TRANSPORTS).toEqual(['tls']);
    expect(messageOf({ ...secure, SIP_TRANSPORTS: 'TLS,sctp' })).toContain('SIP_TRANSPORTS is');
    expect(messageOf({ ...secure, SIP_TRANSPORTS: ',' })).toContain('SIP_TRANSPORTS is');
    expect(messageOf({ ...secure, TLS_SELF_SIGNED: '0' })).toContain('no certificate');
  });

  test('warns of UDP that is believed by its address alone', () => {
    const [warning, ...others] = phoneWarnings(read(trunk));
    expect(warning).toContain('192.0.2.10, 198.51.100.0/28');
    expect(others).toEqual([]);
    const secure = { ...trunk, TLS_SELF_SIGNED: '1', SIP_TRANSPORTS: 'tls' };
    const asked = { SIP_PORT: '5060', SIP_USER: 'trunk', SIP_PASSWORD: 'long enough to be one' };
    for (const safe of [secure, asked, { ...trunk, SIP_TRUNK_ALLOW: '127.0.0.1' }, {}])
      expect(phoneWarnings(read(safe))).toEqual([]);
  });

  test('warns where there are fewer ports than its calls and rooms need', () => {
    const few = { ...trunk, SIP_TRUNK_ALLOW: '127.0.0.1', SIP_MEDIA_PORTS: '32200-32299' };
    expect(phoneWarnings(read(few))).toEqual([expect.stringContaining('100 calls take 200')]);
    expect(phoneWarnings(read({ ...few, SIP_MAX_CALLS: '50' }))).toEqual([]);
    const rooms = { ...few, SIP_MAX_CALLS: '50', SIP_ROOMS: '1', PUBLIC_URL: 'https://x.example' };
    expect(phoneWarnings(read(rooms))).toEqual([
      expect.stringContaining('50 calls and 4 rooms with pictures take 124'),
    ]);
  });

  test('has ports that nothing else has', () => {
    expect(read(trunk).SIP_MEDIA_PORTS).toEqual({ first: 32200, last: 32599 });
    expect(messageOf({ ...trunk, SIP_MEDIA_PORTS: '50000' })).toContain('SIP_MEDIA_PORTS is');
    expect(messageOf({ ...trunk, SIP_MEDIA_PORTS: '50100-50000' })).toContain('SIP_MEDIA_PORTS is');
    expect(messageOf({ ...trunk, SIP_MEDIA_PORTS: '31000-31100' })).toContain('overlaps');
    expect(messageOf({ ...trunk, SIP_PORT: '2999' })).toContain('PORT is 3000');
    expect(messageOf({ ...trunk, SIP_PORT: '32200' })).toContain('SIP_PORT is 32200');
  });
});

test('.env.example lists every setting, and no other', () => {
  const path = fileURLToPath(new URL('../../../.env.example', import.meta.url));
  expect(existsSync(path)).toBe(true);
  const listed = [...readFileSync(path, 'utf8').matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map(
    (m) => m[1],
  );
  const known = [...settingNames, ...EARLY_SETTINGS];
  expect(new Set(listed)).toEqual(new Set(known));
  expect(listed).toHaveLength(known.length);
});
