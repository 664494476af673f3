// Which addresses media listens on and which it announces, and whether these can be right.
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';
import { ConfigError } from '../config/config.ts';

/** One address to bind, and what clients are told in its place, if it isn't that. */
export interface MediaAddress {
  ip: string;
  announcedAddress?: string;
}

export interface MediaAddressSettings {
  MEDIA_ANNOUNCED_ADDRESS?: string[] | undefined;
  PUBLIC_URL?: string | undefined;
}

/** `unicast` is ipaddr.js's word for an address of the public internet. */
const rangeOf = (address: string) => ipaddr.parse(address).range();

/**
 * Behind NAT (MEDIA_ANNOUNCED_ADDRESS set): every interface, announced as that. Else the machine's
 * own addresses, each as itself, so that this computer and the local network both reach it; with
 * loopback beside them on a trial (no PUBLIC_URL), for a computer that has no network just now.
 * @throws ConfigError when nothing of what is to be announced can be listened on.
 */
export function mediaAddresses(
  settings: MediaAddressSettings,
  interfaces = networkInterfaces(),
): MediaAddress[] {
  const own = Object.values(interfaces).flatMap((addresses) => addresses ?? []);
  const announced = settings.MEDIA_ANNOUNCED_ADDRESS;
  if (announced !== undefined) {
    const hasIpv6 = own.some((address) => address.family === 'IPv6');
    const usable = announced.filter((address) => isIP(address) !== 6 || hasIpv6);
    if (usable.length === 0) {
      throw new ConfigError(
        `MEDIA_ANNOUNCED_ADDRESS is "${announced.join(',')}", but must have an IPv4 address: this machine has no IPv6.`,
      );
    }
    return usable.map((address) => ({
      ip: isIP(address) === 6 ? '::' : '0.0.0.0',
      announcedAddress: address,
    }));
  }
  const wanted = own
    .filter((address) => rangeOf(address.address) !== 'linkLocal')
    .filter(
      (address) =>
        !address.internal || (settings.PUBLIC_URL === undefined && address.family === 'IPv4'),
    )
    .sort((a, b) => Number(a.internal) - Number(b.internal));
  // A machine without a network (yet): better itself alone than no start; `addressWarnings` tells.
  const found = wanted.length > 0 ? wanted : own.filter((address) => address.internal);
  return found.map((address) => ({ ip: address.address }));
}

/** What is likely wrong with what will be announced; each a sentence for the operator. */
export function addressWarnings(
  settings: MediaAddressSettings,
  addresses: MediaAddress[],
): string[] {
  const host = settings.PUBLIC_URL === undefined ? 'localhost' : hostOf(settings.PUBLIC_URL);
  const isPublicHost =
    isIP(host) === 0
      ? /\./.test(host) && !/\.(local|lan|internal|test|localhost)$/.test(host)
      : rangeOf(host) === 'unicast';
  if (settings.PUBLIC_URL !== undefined && addresses.every(({ ip }) => isLoopback(ip))) {
    return [
      'This machine has no network address: nobody but itself can send or receive sound and picture.',
    ];
  }
  const told = addresses.map((address) => address.announcedAddress ?? address.ip);
  const reachable = told.some((address) => isIP(address) === 0 || rangeOf(address) === 'unicast');
  if (!isPublicHost || reachable) return [];
  return [
    `PUBLIC_URL is public (${host}), but media announces only private addresses (${told.join(', ')}): ` +
      'from the internet nobody will see or hear anything. Set MEDIA_ANNOUNCED_ADDRESS to the public address.',
  ];
}

const isLoopback = (ip: string) => rangeOf(ip) === 'loopback';
const hostOf = (url: string) => new URL(url).hostname.replace(/^\[|\]$/g, '');
