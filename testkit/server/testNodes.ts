// Several real servers on one PostgreSQL, in this process.
import { randomBytes } from 'node:crypto';
import type { CallId } from '@distansmote/shared/ids.ts';
import { expect, vi } from 'vitest';
import { WAIT_OPTIONS } from '../browser/page.ts';
import { sharedPostgres } from '../database/postgres.ts';
import { query } from '../database/startPostgres.ts';
import { freePort, freePorts } from '../network/ports.ts';
import { trunkSettings } from '../telephone/trunkSettings.ts';
import { makeFolderWithTonePrompts } from '../telephone/tonePrompts.ts';
import { startTestServer, type TestServer } from './testServer.ts';

export const CLUSTER_SECRET = randomBytes(24).toString('hex');

export interface TestNode extends TestServer {
  nodeId: string;
  port: number;
}

export interface PhoneNode extends TestNode {
  /** Of SIP over UDP and TCP; over TLS it is the next one. */
  sipPort: number;
}

export class TestNodes {
  readonly databaseUrl: string;
  readonly #nodes: TestNode[] = [];
  readonly #folders: { remove(): void }[] = [];

  private constructor(databaseUrl: string) {
    this.databaseUrl = databaseUrl;
  }

  static async create(): Promise<TestNodes> {
    return new TestNodes(await (await sharedPostgres()).createDatabase());
  }

  async start(
    settings: Record<string, string> = {},
    options: Parameters<typeof startTestServer>[1] = {},
  ): Promise<TestNode> {
    const port = await freePort();
    const server = await startTestServer(
      {
        PORT: String(port),
        HOST: '127.0.0.1',
        DATABASE_URL: this.databaseUrl,
        CLUSTER_ADDRESS: `http://127.0.0.1:${port}`,
        CLUSTER_SECRET,
        ...settings,
      },
      options,
    );
    const nodeId = server.clusterSockets?.nodeId ?? '';
    const node = { ...server, nodeId, port };
    this.#nodes.push(node);
    return node;
  }

  /** One that telephones on this computer may call, whose prompts are those of `tonePrompts.ts`. */
  async startWithPhones(
    settings: Record<string, string> = {},
    options: Parameters<typeof startTestServer>[1] = {},
  ): Promise<PhoneNode> {
    const { firstPort: sipPort } = await freePorts(2);
    const prompts = makeFolderWithTonePrompts();
    this.#folders.push(prompts);
    const phones = { ...trunkSettings(sipPort), DATA_DIR: prompts.folder };
    return { ...(await this.start({ ...phones, ...settings }, options)), sipPort };
  }

  /** What a page's socket carries. */
  async roomOf({ url }: TestServer, callId: CallId): Promise<string> {
    const answer = await fetch(`${url}/api/meetings/${callId}`);
    const { room } = (await answer.json()) as { room: string };
    return room;
  }

  /** A row of a server that a test plays. @returns its id. */
  async addNode(address: string, id = randomBytes(9).toString('base64url')): Promise<string> {
    await this.query(
      `insert into "nodes" ("id", "address", "startedAt", "beat", "people", "meetings", "mediaWorkers",
         "isDraining", "version", "protocol")
       values ('${id}', '${address}', '', 1, 0, 0, 1, 0, '', 1)`,
    );
    return id;
  }

  /** As if that server had opened it. */
  async addMeeting(row: { room: string; spaceId: string; nodeId: string }): Promise<void> {
    await this.query(
      `insert into "openMeetings" ("room", "spaceId", "nodeId", "epoch", "presentCount", "door")
       values ('${row.room}', '${row.spaceId}', '${row.nodeId}', 1, 0, '')`,
    );
  }

  /** Until it has read the row of whoever has started by now: it reads after each of its own beats. */
  async untilAllKnown({ nodeId }: TestNode): Promise<void> {
    const beat = async () => {
      const [row] = await this.query(`select "beat" from "nodes" where "id" = '${nodeId}'`);
      return Number(row?.['beat']);
    };
    const first = await beat();
    await vi.waitFor(async () => expect(await beat()).toBeGreaterThan(first + 1), WAIT_OPTIONS);
  }

  query(sql: string): Promise<Record<string, unknown>[]> {
    return query(this.databaseUrl, sql);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#nodes.map((node) => node.stop()));
    for (const folder of this.#folders) folder.remove();
  }
}
