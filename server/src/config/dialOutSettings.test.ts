import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';
import { dialOutWarnings, shownNumber } from './dialOutSettings.ts';

const TRUNK = {
  SIP_PORT: '5060',
  SIP_TRUNK_ALLOW: '192.0.2.10',
  SIP_DIAL_OUT_FROM: '+46480445511',
};

function read(settings: NodeJS.ProcessEnv) {
  return readConfig({ DATA_DIR: '/nowhere', ...TRUNK, ...settings });
}

function messageOf(settings: NodeJS.ProcessEnv): string {
  try {
    read(settings);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error(`${JSON.stringify(settings)} was taken`);
}

describe('the trunk that people are rung up by', () => {
  test.each([
    ['sip:trunk.example', 'trunk.example', undefined, 'UDP'],
    ['sip:Trunk.Example:5080', 'trunk.example', 5080, 'UDP'],
    ['sip:trunk.example;transport=tcp', 'trunk.example', undefined, 'TCP'],
    ['sip:trunk.example:5061;transport=TLS', 'trunk.example', 5061, 'TLS'],
    ['sips:trunk.example', 'trunk.example', undefined, 'TLS'],
    ['sip:192.0.2.10:5060', '192.0.2.10', 5060, 'UDP'],
    ['sip:[2001:db8::1]:5061;transport=tls', '2001:db8::1', 5061, 'TLS'],
  ])('is %s', (SIP_DIAL_OUT, host, port, protocol) => {
    expect(read({ SIP_DIAL_OUT }).SIP_DIAL_OUT).toEqual({ host, port, protocol });
  });

  test.each([
    'trunk.example',
    'https://trunk.example',
    'tel:+46480445511',
    'sip:user@trunk.example',
    'sip:trunk.example:0',
    'sip:trunk.example:70000',
    'sip:trunk.example;transport=ws',
    'sips:trunk.example;transport=udp',
    'sip:trunk.example?Subject=x',
    'sip:trunk.example\r\nVia: x',
    'sip:[192.0.2.10]',
    'sip:-trunk.example',
    'sip:',
  ])('is not %s', (SIP_DIAL_OUT) => {
    expect(messageOf({ SIP_DIAL_OUT })).toContain('SIP_DIAL_OUT is');
  });

  test('goes together with the rest', () => {
    expect(messageOf({})).toContain('SIP_DIAL_OUT_FROM is set, but SIP_DIAL_OUT is missing');
    const SIP_DIAL_OUT = 'sip:trunk.example';
    const account = { SIP_DIAL_OUT, SIP_DIAL_OUT_USER: '0480445500@trunk.example' };
    expect(messageOf(account)).toContain('SIP_DIAL_OUT_PASSWORD must be set together');
    expect(read({ ...account, SIP_DIAL_OUT_PASSWORD: 'å' }).SIP_DIAL_OUT_PASSWORD).toBe('å');
    expect(messageOf({ ...account, SIP_DIAL_OUT_USER: 'a"b' })).toContain('SIP_DIAL_OUT_USER is');
    const withoutUdp = { SIP_DIAL_OUT, SIP_TRANSPORTS: 'tcp' };
    expect(messageOf(withoutUdp)).toContain('SIP_TRANSPORTS has no udp');
    expect(messageOf({ ...withoutUdp, SIP_PORT: undefined })).toContain('SIP_PORT is missing');
    const rooms = { SIP_DIAL_OUT, SIP_DIAL_OUT_ROOMS: 'video.example.org' };
    expect(messageOf(rooms)).toContain('SIP_DIAL_OUT_ROOMS is set, but SIP_ROOMS is not 1');
    expect(read({ ...rooms, SIP_ROOMS: '1' })).toMatchObject({ SIP_ROOMS: true });
    // A trunk that only takes calls.
    expect(read({ SIP_DIAL_OUT, SIP_TRUNK_ALLOW: undefined }).SIP_TRUNK_ALLOW).toEqual([]);
    const nobody = { SIP_TRUNK_ALLOW: undefined, SIP_DIAL_OUT_FROM: undefined };
    expect(messageOf(nobody)).toContain('nobody may call');
  });

  test('is told of where it does not encrypt', () => {
    const warned = (SIP_DIAL_OUT: string) => dialOutWarnings(read({ SIP_DIAL_OUT }));
    expect(warned('sip:trunk.example')).toEqual([expect.stringContaining('not by TLS')]);
    expect(warned('sips:trunk.example')).toEqual([]);
  });
});

describe('the number that is shown', () => {
  const SIP_DIAL_OUT = 'sip:trunk.example';
  const shown = (settings: NodeJS.ProcessEnv) => shownNumber(read({ SIP_DIAL_OUT, ...settings }));

  test('is what is set, or that of the telephone', () => {
    expect(shown({ PHONE_NUMBER: '08-123 456 78' })).toBe('+46480445511');
    const unset = { SIP_DIAL_OUT_FROM: undefined };
    expect(shown({ ...unset, PHONE_NUMBER: '0480-44 55 11' })).toBe('+46480445511');
    expect(shown({ ...unset, PHONE_NUMBER: '+358 9 1234567' })).toBe('+35891234567');
  });

  test('has to be there', () => {
    const unset = { SIP_DIAL_OUT, SIP_DIAL_OUT_FROM: undefined };
    expect(messageOf(unset)).toContain('no number to show');
    expect(messageOf({ ...unset, PHONE_NUMBER: '4511' })).toContain('no number to show');
    expect(messageOf({ ...unset, SIP_DIAL_OUT_FROM: '0480-445511' })).toContain(
      'SIP_DIAL_OUT_FROM is',
    );
  });
});
