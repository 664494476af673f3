// Which addresses media listens on and announces in ICE candidates, and warnings when they look wrong.
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';
import { ConfigError } from '../config/config.ts';

/** An address to bind, and the one announced in its place, if they differ. */
export interface MediaAddress {
  ip: string;
  announcedAddress?: string;
}

export interface MediaAddressSettings {
  MEDIA_ANNOUNCED_ADDRESS?: string[] | undefined;
  PUBLIC_URL?: string | undefined;
}

/** ipaddr.js calls an address of the public internet `unicast`. */
const rangeOf = (address: string) => ipaddr.parse(address).range();

/**
 * With MEDIA_ANNOUNCED_ADDRESS (behind NAT): all interfaces, announced as that. Otherwise each of the machine's own
 * addresses, so that both this computer and the local network reach it. On a trial (no PUBLIC_URL) loopback is added,
 * for a computer without a network.
 * @throws ConfigError when no announced address can be listened on.
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
  // Without a network (yet), the server still starts, for itself alone; `addressWarnings` says so.
  const found = wanted.length > 0 ? wanted : own.filter((address) => address.internal);
  return found.map((address) => ({ ip: address.address }));
}

/** What is probably wrong with the announced addresses; each a sentence for the operator. */
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
      'This machine has no network address: no other computer can send or receive audio or video.',
    ];
  }
  const told = addresses.map((address) => address.announcedAddress ?? address.ip);
  const reachable = told.some((address) => isIP(address) === 0 || rangeOf(address) === 'unicast');
  if (!isPublicHost || reachable) return [];
  return [
    `PUBLIC_URL is public (${host}), but media announces only private addresses (${told.join(', ')}): ` +
      'nobody on the internet will see or hear anything. Set MEDIA_ANNOUNCED_ADDRESS to the public address.',
  ];
}

const isLoopback = (ip: string) => rangeOf(ip) === 'loopback';
const hostOf = (url: string) => new URL(url).hostname.replace(/^\[|\]$/g, '');
