// A misspelt setting is told with the name that was meant; what belongs to others is left alone.
import { describe, expect, test } from 'vitest';
import { editDistance } from './editDistance.ts';
import { unknownSettingWarnings } from './unknownSettings.ts';

test.each([
  ['PUBLIC_ULR', 'PUBLIC_URL'],
  ['PUBLIC_URI', 'PUBLIC_URL'],
  ['PUBLICURL', 'PUBLIC_URL'],
  ['public_url', 'PUBLIC_URL'],
  ['TRUSTED_PROXY', undefined],
  ['TRUSTED_PROXIE', 'TRUSTED_PROXIES'],
  ['PROT', 'PORT'],
  ['AUDITDAYS', 'AUDIT_DAYS'],
  ['SIP_TRUNK_ALOW', 'SIP_TRUNK_ALLOW'],
  ['MEDIASOUP_WORKER_BNI', 'MEDIASOUP_WORKER_BIN'],
])('%s is meant as %s', (name, meant) => {
  expect(unknownSettingWarnings({ [name]: 'hemligt' })).toEqual(
    meant === undefined
      ? []
      : [`${name} is set, but there is no such setting: did you mean ${meant}?`],
  );
});

test('a name of one of our families is told even if it resembles nothing', () => {
  const warnings = unknownSettingWarnings({ OIDC_REDIRECT_ADDRESS: 'x' });
  expect(warnings).toEqual([
    'OIDC_REDIRECT_ADDRESS is set, but there is no such setting, so it does nothing (.env.example has all).',
  ]);
});

test('each unknown name in the file is told, with or without a likely one', () => {
  const env = { COLOUR_OF_THE_COUNTY: 'red', TRUSTED_PROXY: '10.0.0.1', TZ: 'Europe/Stockholm' };
  expect(unknownSettingWarnings(env, Object.keys(env))).toEqual([
    expect.stringMatching(/^COLOUR_OF_THE_COUNTY is set, but .* does nothing/),
    expect.stringMatching(/^TRUSTED_PROXY is set, but .* does nothing/),
  ]);
});

test('no value is told, since it may be secret', () => {
  expect(unknownSettingWarnings({ SIP_PASWORD: 'very secret' }).join()).not.toContain('secret');
});

test('where the right one is set too, it was not meant', () => {
  expect(unknownSettingWarnings({ HOSTS: 'x', HOST: '::' })).toEqual([]);
});

test('known settings, and what others set on many machines, are left alone', () => {
  const others = `HOME HOSTNAME LOGNAME PATH PWD OLDPWD SHELL TERM USER LANG LC_ALL TZ MAIL EDITOR PAGER DISPLAY
    SESSION_MANAGER XDG_DATA_DIRS XDG_SESSION_ID DBUS_SESSION_BUS_ADDRESS SSH_CLIENT SSH_TTY SUDO_USER INVOCATION_ID
    JOURNAL_STREAM NOTIFY_SOCKET NODE_ENV NODE_OPTIONS npm_config_cache npm_lifecycle_event INIT_CWD COLORTERM CI
    KUBERNETES_PORT KUBERNETES_SERVICE_HOST PGPASSWORD PGHOST DATABASE_PASSWORD APP_ENV API_KEY http_proxy NO_PROXY`;
  const env = Object.fromEntries(others.split(/\s+/).map((name) => [name, 'x']));
  const known = { PORT: '1', RUN_AS: 'x', MEDIASOUP_WORKER_BIN: 'x', SIP_PORT: '5060' };
  expect(unknownSettingWarnings({ ...env, ...known })).toEqual([]);
});

describe('the distance', () => {
  test.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['', 'abc', 3],
    ['abc', 'acb', 1],
    ['URL', 'ULR', 1],
    ['kitten', 'sitting', 3],
    ['HOME', 'HOST', 2],
  ])('from %j to %j is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});
