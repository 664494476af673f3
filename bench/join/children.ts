// Starts the two servers that are compared, each in its own process, on free ports.
import { fileURLToPath } from 'node:url';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { endProcess, startNode, untilAnswers } from '@distansmote/testkit/server/nodeProcess.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';

export interface StartedServer {
  port: number;
  mediaPort: number;
  stop(): Promise<void>;
}

export interface Product extends StartedServer {
  callId: string;
  /** Signs in the administrator, who may moderate any meeting. @returns the cookie. */
  signIn(): Promise<string>;
}

/** @param checkout the folder of a built checkout; `hasLobby` is a setting of its only space. */
export async function startProduct(checkout: string, hasLobby: boolean): Promise<Product> {
  const server = await ServerProcess.start({ checkout, settings: { LOG_LEVEL: 'error' } });
  const lobby = hasLobby ? 'everybody' : 'none';
  const { callId } = await server.createSpace('Mätning', { lobby });
  return {
    port: server.port,
    mediaPort: server.mediaPort,
    callId,
    signIn: async () => (await server.session()).cookie,
    stop: () => server.stop(),
  };
}

export async function startBaseline(pageFolder: string): Promise<StartedServer> {
  const [port, mediaPort] = [await freePort(), await freePort()];
  const script = fileURLToPath(new URL('baseline/server.ts', import.meta.url));
  const child = startNode([script, String(port), String(mediaPort), pageFolder]);
  await untilAnswers(child, `http://127.0.0.1:${port}/`);
  return { port, mediaPort, stop: () => endProcess(child) };
}
