// The real server, in this process, with its own data folder and ports.
import type { CallId } from '@distansmote/shared/ids.ts';
import { readConfig } from '../../server/src/config/config.ts';
import { createLog } from '../../server/src/platform/log.ts';
import { type RunningServer, startServer } from '../../server/src/app.ts';
import type { Space } from '../../server/src/spaces/spaceStore.ts';
import { Api } from './api.ts';
import { ensureClientBuild } from './clientBuild.ts';
import { makeFolder } from './dataFolder.ts';
import { freePort } from '../network/ports.ts';

const ADMIN_PASSWORD = 'a password for tests';

export interface TestServer extends RunningServer {
  /** Without a trailing slash. */
  url: string;
  folder: string;
  makeSpace(name?: string): Promise<Space>;
  signInAdmin(): Promise<Api>;
}

export async function startTestServer(
  settings: Record<string, string> = {},
  options: Parameters<typeof startServer>[2] = {},
): Promise<TestServer> {
  ensureClientBuild();
  const { folder, remove } = makeFolder();
  const config = readConfig({
    PORT: '0',
    DATA_DIR: folder,
    MEDIA_PORT: String(await freePort()),
    MEDIA_WORKERS: '1',
    ADMIN_PASSWORD,
    ...settings,
  });
  const server = await startServer(config, createLog('silent'), options);
  const url = `${config.isTls ? 'https' : 'http'}://127.0.0.1:${server.port}`;
  return {
    ...server,
    url,
    folder,
    signInAdmin: () => Api.signIn({ url }, 'admin', ADMIN_PASSWORD),
    makeSpace: (name = 'Vårdplanering') => server.spaces.create({ name, ownerId: null }),
    async stop() {
      await server.stop();
      remove();
    },
  };
}

/** A call ID that does not exist on the server. */
export const UNKNOWN_CALL_ID = '999999999' as CallId;
