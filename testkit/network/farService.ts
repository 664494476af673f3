// Starts the service in the far network: HTTPS on port 443, media on a single port.
import type { Certificates } from './certificates.ts';
import { ServerProcess } from '../server/serverProcess.ts';
import type { TwoNetworks } from './twoNetworks.ts';

export const SERVICE = '203.0.113.5';
/** A name, since Firefox does not do TURN over TLS to an IP address. */
export const SERVICE_NAME = 'join.example.org';
export const MEDIA_PORT = '40000';
export const HTTPS_PORT = 443;

/** @param settings added to those that make it reachable there. */
export async function startFarService(
  networks: TwoNetworks,
  { cert, key }: Certificates,
  settings: Record<string, string> = {},
): Promise<ServerProcess> {
  return ServerProcess.start({
    settings: {
      PORT: String(HTTPS_PORT),
      HOST: SERVICE,
      TLS_CERT: cert,
      TLS_KEY: key,
      MEDIA_PORT,
      MEDIA_ANNOUNCED_ADDRESS: SERVICE,
      ...settings,
    },
    network: {
      url: `https://${SERVICE_NAME}`,
      localUrl: `https://127.0.0.1:${await networks.forwardPort(networks.far, SERVICE, HTTPS_PORT)}`,
      commandPrefix: networks.far,
    },
  });
}
