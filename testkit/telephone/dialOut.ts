// A SIP thread that makes calls, with the trunk by hand that takes them.
import { randomUUID } from 'node:crypto';
import { afterEach } from 'vitest';
import type { CallKey, RungAddress } from '../../server/src/sip/sipMessages.ts';
import type { DialOutSettings, SipSettings } from '../../server/src/sip/sipSettings.ts';
import { RunningSip, SRTP_KEY, transportAt } from './sipThread.ts';
import { ANSWER, TestTrunk, type TrunkProtocol } from './testTrunk.ts';

const PHONE: RungAddress = { type: 'phone', number: '+46701234567' };

export interface DialingOut {
  sip: RunningSip;
  trunk: TestTrunk;
}

/**
 * @param tls the trunk's certificate, for `localhost`, and its key, in PEM
 * @returns a function that starts both; they are closed after the test. Nobody may call in unless `settings` says so.
 */
export function dialingOut(tls: { cert: string; key: string }) {
  const closes: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closes.splice(0).toReversed()) await close();
  });
  return async (
    protocol: TrunkProtocol,
    dialOut: Partial<DialOutSettings> = {},
    settings: Partial<SipSettings> = {},
  ): Promise<DialingOut> => {
    const trunk = await TestTrunk.open(protocol, tls);
    const sip = await RunningSip.start({
      trunkAllow: [],
      dialOut: {
        host: protocol === 'TLS' ? 'localhost' : '127.0.0.1',
        port: trunk.port,
        protocol,
        user: undefined,
        password: undefined,
        from: '+46480445511',
        ca: tls.cert,
        ...dialOut,
      },
      ...settings,
    });
    closes.push(
      () => trunk.close(),
      () => sip.close(),
    );
    return { sip, trunk };
  };
}

export function ring(sip: RunningSip, to: RungAddress = PHONE): CallKey {
  const call = randomUUID() as string as CallKey;
  sip.post({ type: 'ring', call, to, media: { audio: transportAt(40_000) } });
  return call;
}

/** With SRTP over TLS. */
export const answerOver = (protocol: TrunkProtocol): string =>
  protocol === 'TLS'
    ? ANSWER.replace('RTP/AVP', 'RTP/SAVP').replace(
        'a=sendrecv',
        `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${SRTP_KEY}\r\na=sendrecv`,
      )
    : ANSWER;
