// The settings of telephones and room systems (SIP_*) and their dependencies.
import { lastMediaPortOf } from './clusterSettings.ts';
import { isIP } from 'node:net';
import { z } from 'zod';
import type { SipTransport } from '../sip/sipSettings.ts';
import {
  type DialOutTarget,
  dialOutSettings,
  dialOutWarnings,
  findDialOutProblem,
} from './dialOutSettings.ts';
import { flag, list, networks, wholeNumber } from './envSchemas.ts';

const MAX_MINUTES = 24 * 60;
/** TLS only where there is a certificate. */
const TRANSPORTS = ['udp', 'tcp', 'tls'] as const satisfies SipTransport[];
/** RTP and RTCP. */
const PORTS_OF_CALL = 2;
/** Beside the call's: picture, slides, and floor control of a pair. */
const PORTS_OF_PICTURES = 6;
const PORTS = /^(?<first>[0-9]{1,5})-(?<last>[0-9]{1,5})$/;

export interface PortRange {
  first: number;
  last: number;
}

export const phoneSettings = {
  SIP_PORT: {
    schema: wholeNumber(1, 65534).optional(),
    mustBe: 'the port of SIP over UDP and TCP, such as 5060; SIP over TLS has the next one',
  },
  SIP_HOST: {
    schema: z
      .string()
      .refine((text) => isIP(text) !== 0 && !['0.0.0.0', '::'].includes(text))
      .optional(),
    mustBe: 'one IP address that SIP and the sound of telephones listen on; unset for all',
  },
  SIP_TRANSPORTS: {
    schema: list
      .pipe(z.array(z.enum(TRANSPORTS)).min(1))
      .transform((all): readonly SipTransport[] => all)
      .default(TRANSPORTS),
    mustBe: 'by what SIP is taken: udp, tcp, tls, with commas between',
  },
  SIP_TRUNK_ALLOW: {
    schema: networks.default([]),
    mustBe: 'addresses or networks of the telephone trunk, such as 192.0.2.10,198.51.100.0/28',
  },
  SIP_USER: {
    schema: z
      .string()
      .regex(/^[\w.+-]{1,64}$/)
      .optional(),
    mustBe: 'the user name that the trunk signs in with: up to 64 letters, digits and . _ + -',
  },
  SIP_PASSWORD: {
    schema: z.string().min(12).max(1000).optional(),
    mustBe: 'at least 12 characters',
    isSecret: true,
  },
  SIP_MEDIA_PORTS: {
    schema: z
      .string()
      .regex(PORTS)
      .transform((text): PortRange => {
        const { first, last } = PORTS.exec(text)?.groups ?? {};
        return { first: Number(first), last: Number(last) };
      })
      .refine(({ first, last }) => first >= 1024 && last <= 65535 && last - first >= 3)
      .default({ first: 32200, last: 32599 }),
    mustBe:
      'the UDP ports of telephones and room systems, such as 32200-32599; each call takes two, with real-time text four, a room up to ten',
  },
  SIP_MAX_CALLS: {
    schema: wholeNumber(1, 1000).default(100),
    mustBe: 'a number of calls, 1 to 1000',
  },
  SIP_MAX_CALL_MINUTES: {
    schema: wholeNumber(1, MAX_MINUTES).default(240),
    mustBe: `a number of minutes, 1 to ${MAX_MINUTES}, after which a call is ended`,
  },
  SIP_ROOMS: {
    schema: flag.default(false),
    mustBe: '1 to let room systems in by the video addresses of spaces, or 0',
  },
  SIP_MAX_ROOMS: {
    schema: wholeNumber(1, 100).default(4),
    mustBe: 'a number of room systems that get pictures at a time, 1 to 100',
  },
  ...dialOutSettings,
} as const satisfies Record<string, { schema: z.ZodType; mustBe: string; isSecret?: true }>;

interface PhoneSettings {
  PORT: number;
  TLS_CERT?: string | undefined;
  TLS_SELF_SIGNED: boolean;
  MEDIA_PORT: number;
  MEDIA_WORKERS: number;
  GUEST_WORKERS: number;
  SIP_PORT?: number | undefined;
  SIP_MEDIA_PORTS: PortRange;
  SIP_TRANSPORTS: readonly SipTransport[];
  SIP_TRUNK_ALLOW: readonly string[];
  SIP_MAX_CALLS: number;
  SIP_ROOMS: boolean;
  SIP_MAX_ROOMS: number;
  PUBLIC_URL?: string | undefined;
  SIP_DIAL_OUT?: DialOutTarget | undefined;
  SIP_DIAL_OUT_FROM?: string | undefined;
  PHONE_NUMBER?: string | undefined;
}

/**
 * What is missing or conflicting, in one line; undefined when all is well.
 * @param isSet whether the operator has set that variable.
 */
export function findPhoneProblem(
  isSet: (name: string) => boolean,
  settings: PhoneSettings,
): string | undefined {
  const { SIP_PORT: port, SIP_MEDIA_PORTS: media } = settings;
  const others = Object.keys(phoneSettings).filter((name) => name !== 'SIP_PORT');
  if (port === undefined) {
    const set = others.find(isSet);
    return (
      set &&
      `${set} is set, but SIP_PORT is missing: without it there is no telephone and no room system.`
    );
  }
  if (isSet('SIP_MAX_ROOMS') && !settings.SIP_ROOMS) {
    return 'SIP_MAX_ROOMS is set, but SIP_ROOMS is not 1: without it no room system is let in.';
  }
  if (isSet('SIP_DIAL_OUT_ROOMS') && !settings.SIP_ROOMS) {
    return 'SIP_DIAL_OUT_ROOMS is set, but SIP_ROOMS is not 1: without it rooms have no picture.';
  }
  if (isSet('SIP_USER') !== isSet('SIP_PASSWORD')) {
    return 'SIP_USER and SIP_PASSWORD must be set together: one of them is missing.';
  }
  const mayCall = settings.SIP_TRUNK_ALLOW.length > 0 || isSet('SIP_USER');
  if (!mayCall && settings.SIP_DIAL_OUT === undefined) {
    return 'SIP_PORT is set, but nobody may call: set SIP_TRUNK_ALLOW, or SIP_USER and SIP_PASSWORD.';
  }
  const dialOutProblem = findDialOutProblem(isSet, settings);
  if (dialOutProblem !== undefined) return dialOutProblem;
  const hasCertificate = settings.TLS_CERT !== undefined || settings.TLS_SELF_SIGNED;
  if (isSet('SIP_TRANSPORTS') && settings.SIP_TRANSPORTS.includes('tls') && !hasCertificate) {
    return 'SIP_TRANSPORTS has tls, but there is no certificate: set TLS_CERT and TLS_KEY.';
  }
  if ([port, port + 1].includes(settings.PORT)) {
    return `PORT is ${settings.PORT}, but SIP has ${port} and ${port + 1} by SIP_PORT: choose another for one of them.`;
  }
  const lastMediaPort = lastMediaPortOf(settings);
  const isTaken = (one: number) => one >= media.first && one <= media.last;
  if (settings.MEDIA_PORT <= media.last && lastMediaPort >= media.first) {
    return `SIP_MEDIA_PORTS overlaps the ports ${settings.MEDIA_PORT} to ${lastMediaPort} of MEDIA_PORT: choose others.`;
  }
  if (isTaken(port) || isTaken(port + 1)) {
    return `SIP_PORT is ${port}, but telephones' sound has ${media.first} to ${media.last} by SIP_MEDIA_PORTS: choose another for one of them.`;
  }
  return undefined;
}

type WarnedSettings = Pick<
  PhoneSettings,
  | 'SIP_PORT'
  | 'SIP_DIAL_OUT'
  | 'SIP_TRANSPORTS'
  | 'SIP_TRUNK_ALLOW'
  | 'SIP_MEDIA_PORTS'
  | 'SIP_MAX_CALLS'
  | 'SIP_ROOMS'
  | 'SIP_MAX_ROOMS'
  | 'PUBLIC_URL'
>;

/** What is unsafe about the trunk's connection, or cannot work; each a sentence for the operator. */
export function phoneWarnings(settings: WarnedSettings): string[] {
  return [
    ...trunkWarnings(settings),
    ...dialOutWarnings(settings),
    ...portWarnings(settings),
    ...roomWarnings(settings),
  ];
}

function trunkWarnings({
  SIP_PORT: port,
  SIP_TRANSPORTS: transports,
  SIP_TRUNK_ALLOW: trunk,
}: WarnedSettings): string[] {
  const others = trunk.filter((entry) => !/^(?:127\.|::1(?:\/128)?$)/.test(entry));
  if (port === undefined || !transports.includes('udp') || others.length === 0) return [];
  return [
    `SIP over UDP believes whoever writes an address of SIP_TRUNK_ALLOW (${others.join(', ')}) on a packet, and its ` +
      'calls are not encrypted: on the way they can be listened to and forged. With SIP_TRANSPORTS=tls they cannot ' +
      '(docs/telephony.md).',
  ];
}

function portWarnings(settings: WarnedSettings): string[] {
  const { SIP_PORT: port, SIP_MEDIA_PORTS: media, SIP_MAX_CALLS: calls } = settings;
  const rooms = settings.SIP_ROOMS ? settings.SIP_MAX_ROOMS : 0;
  const has = media.last - media.first + 1;
  const needs = calls * PORTS_OF_CALL + rooms * PORTS_OF_PICTURES;
  if (port === undefined || has >= needs) return [];
  const all = rooms === 0 ? '' : ` and ${rooms} rooms with pictures`;
  return [
    `SIP_MEDIA_PORTS has ${has} ports, but ${calls} calls${all} take ${needs}: the last of them are refused. ` +
      'Widen it, or lower SIP_MAX_CALLS.',
  ];
}

function roomWarnings({ SIP_ROOMS: hasRooms, PUBLIC_URL: url }: WarnedSettings): string[] {
  if (!hasRooms || url !== undefined) return [];
  return [
    'SIP_ROOMS is 1, but without PUBLIC_URL the video addresses end in @localhost: no room system reaches them.',
  ];
}
