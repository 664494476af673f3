// The settings of the TURN relay (TURN_*) and their dependencies.
import { isIP } from 'node:net';
import { z } from 'zod';
import { hostName } from '../platform/hostName.ts';

const MAX_URIS = 4;
/** RFC 7065 §3.1: no `//`, no user, no path. */
const URI =
  /^(?<scheme>turns?):(?<host>\[[^\]]+\]|[^:?[\]]+)(?::(?<port>[0-9]{1,5}))?(?<query>\?.*)?$/;

/**
 * Whether browsers can use the URI (RFC 7065). They support TLS over TCP but no DTLS, and silently ignore `turns:` with
 * `transport=udp`; Firefox also ignores `turns:` with an IP address.
 */
function isTurnUri(text: string): boolean {
  const { scheme, host = '', port, query = '' } = URI.exec(text)?.groups ?? {};
  const isName = hostName.test(host) && !/^[0-9.]+$/.test(host);
  const isAddress = isIP(host) === 4 || (/^\[.*\]$/.test(host) && isIP(host.slice(1, -1)) === 6);
  const isHost = isName || (isAddress && scheme === 'turn');
  const isPort = port === undefined || (Number(port) >= 1 && Number(port) <= 65535);
  const queries =
    scheme === 'turns' ? ['', '?transport=tcp'] : ['', '?transport=udp', '?transport=tcp'];
  return isHost && isPort && queries.includes(query);
}

export const turnSettings = {
  TURN_URLS: {
    schema: z
      .string()
      .max(2000)
      .transform((text) => text.split(',').map((uri) => uri.trim()))
      .refine((uris) => uris.length <= MAX_URIS && uris.every(isTurnUri))
      .optional(),
    mustBe: `one to ${MAX_URIS} addresses of a TURN relay with commas between, such as turns:turn.example.org:443?transport=tcp (RFC 7065)`,
  },
  TURN_SECRET: {
    // A shorter one can be brute-forced offline from any user name and password.
    schema: z.string().min(16).max(1000).optional(),
    mustBe: 'at least 16 characters, the same as static-auth-secret of the relay',
    isSecret: true,
  },
} as const satisfies Record<string, { schema: z.ZodType; mustBe: string; isSecret?: true }>;

/**
 * What is missing, in one line; undefined when all is well.
 * @param isSet whether the operator has set that variable.
 */
export function findTurnProblem(isSet: (name: string) => boolean): string | undefined {
  if (isSet('TURN_URLS') === isSet('TURN_SECRET')) return undefined;
  const [set, lacking] = isSet('TURN_URLS')
    ? ['TURN_URLS', 'TURN_SECRET']
    : ['TURN_SECRET', 'TURN_URLS'];
  return `${set} is set, but ${lacking} is missing: a TURN relay needs both.`;
}
