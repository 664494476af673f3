// The settings by which people are rung up (SIP_DIAL_OUT*): the trunk, its account, and the number that is shown.
import { isIP } from 'node:net';
import { z } from 'zod';
import type { Protocol } from '../sip/flow.ts';
import type { SipTransport } from '../sip/sipSettings.ts';

export interface DialOutTarget {
  /** A name, or an IP address without brackets. */
  host: string;
  port: number | undefined;
  protocol: Protocol;
}

/** The country of a national number such as 0480 … */
const SWEDEN = '46';
/** Shorter ones are a switchboard's own. */
const MIN_DIGITS = 7;
const PROTOCOLS: Readonly<Record<string, Protocol>> = { udp: 'UDP', tcp: 'TCP', tls: 'TLS' };
const TARGET =
  /^(?<scheme>sips?):(?:\[(?<ipv6>[\da-f:.]+)\]|(?<name>[a-z\d](?:[a-z\d.-]*[a-z\d])?))(?::(?<port>\d{1,5}))?(?:;transport=(?<transport>udp|tcp|tls))?$/i;

/** @returns undefined for anything but a plain URI of a host. */
function targetOf(text: string): DialOutTarget | undefined {
  const { scheme = '', ipv6, name, port, transport } = TARGET.exec(text)?.groups ?? {};
  const host = ipv6 ?? name;
  if (host === undefined || host.length > 253 || (ipv6 !== undefined && isIP(ipv6) !== 6))
    return undefined;
  const isSecure = scheme.toLowerCase() === 'sips';
  const said = transport?.toLowerCase() ?? (isSecure ? 'tls' : 'udp');
  const protocol = PROTOCOLS[said];
  const number = port === undefined ? undefined : Number(port);
  if (protocol === undefined || (isSecure && protocol !== 'TLS')) return undefined;
  if (number !== undefined && (number === 0 || number > 65_535)) return undefined;
  return { host: host.toLowerCase(), port: number, protocol };
}

export const dialOutSettings = {
  SIP_DIAL_OUT: {
    schema: z
      .string()
      .transform((text, context): DialOutTarget => {
        const target = targetOf(text);
        if (target !== undefined) return target;
        context.addIssue({ code: 'custom', message: 'no SIP URI of a host' });
        return z.NEVER;
      })
      .optional(),
    mustBe: 'the trunk that people are rung up by, such as sip:trunk.example:5061;transport=tls',
  },
  SIP_DIAL_OUT_USER: {
    schema: z
      .string()
      .regex(/^[\w.+@-]{1,64}$/)
      .optional(),
    mustBe: 'the user name of our account at the trunk: up to 64 letters, digits and . _ + - @',
  },
  SIP_DIAL_OUT_PASSWORD: {
    schema: z.string().min(1).max(1000).optional(),
    mustBe: 'the password of our account at the trunk',
    isSecret: true,
  },
  SIP_DIAL_OUT_FROM: {
    schema: z
      .string()
      .regex(/^\+?[0-9]{3,15}$/)
      .optional(),
    mustBe: 'the number that is shown to whoever is rung up, such as +46480445511',
  },
} as const satisfies Record<string, { schema: z.ZodType; mustBe: string; isSecret?: true }>;

interface Settings {
  SIP_DIAL_OUT?: DialOutTarget | undefined;
  SIP_DIAL_OUT_FROM?: string | undefined;
  PHONE_NUMBER?: string | undefined;
  SIP_TRANSPORTS: readonly SipTransport[];
}

/** What is missing or conflicting, in one line; undefined when all is well. */
export function findDialOutProblem(
  isSet: (name: string) => boolean,
  settings: Settings,
): string | undefined {
  const target = settings.SIP_DIAL_OUT;
  if (target === undefined) {
    const set = Object.keys(dialOutSettings).find(isSet);
    return set && `${set} is set, but SIP_DIAL_OUT is missing: without it nobody can be rung up.`;
  }
  if (isSet('SIP_DIAL_OUT_USER') !== isSet('SIP_DIAL_OUT_PASSWORD')) {
    return 'SIP_DIAL_OUT_USER and SIP_DIAL_OUT_PASSWORD must be set together: one of them is missing.';
  }
  if (shownNumber(settings) === undefined) {
    return 'SIP_DIAL_OUT is set, but no number to show: set SIP_DIAL_OUT_FROM, or PHONE_NUMBER to a whole number.';
  }
  if (target.protocol === 'UDP' && !settings.SIP_TRANSPORTS.includes('udp')) {
    return 'SIP_DIAL_OUT is by UDP, but SIP_TRANSPORTS has no udp: add it, or write ;transport=tls behind the address of the trunk.';
  }
  return undefined;
}

/** What whoever is rung up sees; undefined when no setting says it. */
export function shownNumber({
  SIP_DIAL_OUT_FROM: from,
  PHONE_NUMBER: number,
}: Pick<Settings, 'SIP_DIAL_OUT_FROM' | 'PHONE_NUMBER'>): string | undefined {
  if (from !== undefined || number === undefined) return from;
  const digits = number.replaceAll(/\D/g, '');
  const international = number.startsWith('+') ? digits : digits.replace(/^0/, SWEDEN);
  return digits.length >= MIN_DIGITS ? `+${international}` : undefined;
}

/** What is unsafe, each a sentence for the operator. */
export function dialOutWarnings({
  SIP_DIAL_OUT: target,
}: Pick<Settings, 'SIP_DIAL_OUT'>): string[] {
  if (target === undefined || target.protocol === 'TLS') return [];
  return [
    'SIP_DIAL_OUT is not by TLS: whom people ring, and what is said, can be listened to on the way. Write ;transport=tls ' +
      'behind the address of the trunk if it can do that (docs/telephony.md).',
  ];
}
