// Browsers in the near network and a service in the far one, with a firewall between.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserName } from '../browser/launchBrowser.ts';
import type { ServerProcess } from '../server/serverProcess.ts';
import { type Certificates, makeCertificates } from './certificates.ts';
import { HTTPS_PORT, SERVICE, SERVICE_NAME, startFarService } from './farService.ts';
import { nearBrowsers } from './nearBrowsers.ts';
import { makeTwoNetworks, type TwoNetworks } from './twoNetworks.ts';

export interface NearAndFar {
  networks: TwoNetworks;
  certificates: Certificates;
  /** Start browsers in the near network. */
  programs: Record<BrowserName, string>;
  /** For files of what else runs there; removed at the end. */
  folder: string;
  remove(): Promise<void>;
}

/** The server itself, behind what delays it. */
const OWN_PORT = 8443;
const proxy = fileURLToPath(new URL('../relay/tcpProxyProcess.ts', import.meta.url));

/** @param others names in the far network besides the service's, with their addresses */
export async function makeNearAndFar(
  others: Readonly<Record<string, string>> = {},
): Promise<NearAndFar> {
  const folder = await mkdtemp(join(tmpdir(), 'distansmote-far-'));
  const networks = await makeTwoNetworks({ [SERVICE_NAME]: SERVICE, ...others });
  const remove = async () => {
    await networks.remove();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const names = [SERVICE_NAME, ...Object.keys(others), '127.0.0.1'];
    const certificates = await makeCertificates(folder, names);
    const programs = await nearBrowsers(folder, networks, certificates);
    return { networks, certificates, programs, folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The service, as far away as that. @param oneWayMs of its TCP connections */
export async function startDistantService(
  { networks, certificates }: NearAndFar,
  oneWayMs: number,
): Promise<{ server: ServerProcess; stop(): Promise<void> }> {
  const [command = '', ...prefix] = networks.far;
  const where = [`${OWN_PORT}`, `${oneWayMs}`, `${HTTPS_PORT}`, SERVICE];
  const delaying = spawn(command, [...prefix, process.execPath, proxy, ...where]);
  await once(delaying.stdout, 'data');
  const server = await startFarService(networks, certificates, { PORT: `${OWN_PORT}` });
  const stop = async () => {
    await server.stop();
    delaying.kill();
  };
  return { server, stop };
}
