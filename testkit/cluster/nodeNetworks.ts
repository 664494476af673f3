// A network namespace for each node of a cluster, joined to this process's own network by a switch, and cut from it at will.
import { run } from '../network/run.ts';

/** What a node no longer reaches, nor is reached from. Packets are dropped, as by a switch that is out of order. */
export type Cut = 'database' | 'otherNodes' | 'everything';

export interface NodeNetwork {
  address: string;
  /** Command prefix that runs a program in the network. */
  commandPrefix: readonly string[];
  cut(from: Cut): Promise<void>;
  heal(): Promise<void>;
}

export interface NodeNetworks {
  /** Of this process's own end, where the nodes reach the database and the load balancer. */
  hubAddress: string;
  nodes: readonly NodeNetwork[];
  /** Another address of this process's own end. */
  addHubAddress(address: string): Promise<void>;
  /** Removes the networks and kills every process in them. */
  remove(): Promise<void>;
}

/** This process's own address among the nodes. */
export const HUB = '10.26.0.1';
const SWITCH = 'hub';

/**
 * Only in a network namespace of one's own (`unshare --net`): a new interface would make browsers on the same network
 * abort their requests.
 * @param databasePort of the database on the hub's address.
 */
export async function makeNodeNetworks(count: number, databasePort: number): Promise<NodeNetworks> {
  const names = Array.from({ length: count }, (_, at) => `node${process.pid}-${at + 1}`);
  const addresses = names.map((_, at) => `10.26.0.${11 + at}`);
  const remove = async () => {
    for (const [at, name] of names.entries()) {
      const inhabitants = await run(['ip', 'netns', 'pids', name]).catch(() => '');
      for (const pid of inhabitants.split('\n').filter(Boolean)) {
        await run(['kill', '-9', pid]).catch(() => undefined);
      }
      await run(['ip', 'netns', 'delete', name]).catch(() => undefined);
      // With its other end, which stays for as long as a process in the network takes to die.
      await run(['ip', 'link', 'delete', `port${at}`]).catch(() => undefined);
    }
    await run(['ip', 'link', 'delete', SWITCH]).catch(() => undefined);
  };
  try {
    await run(['ip', 'link', 'set', 'lo', 'up']);
    await run(['ip', 'link', 'add', SWITCH, 'type', 'bridge']);
    await run(['ip', 'address', 'add', `${HUB}/24`, 'dev', SWITCH]);
    await run(['ip', 'link', 'set', SWITCH, 'up']);
    for (const [at, name] of names.entries()) await plugIn(name, addresses[at] ?? '', `port${at}`);
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    hubAddress: HUB,
    addHubAddress: async (address) =>
      void (await run(['ip', 'address', 'add', `${address}/24`, 'dev', SWITCH])),
    nodes: names.map((name, at) => {
      const address = addresses[at] ?? '';
      const inside = ['ip', 'netns', 'exec', name];
      const others = addresses.filter((one) => one !== address).join(', ');
      const dropped: Record<Cut, [incoming: string, outgoing: string]> = {
        database: [`tcp sport ${databasePort} drop`, `tcp dport ${databasePort} drop`],
        otherNodes: [`ip saddr { ${others} } drop`, `ip daddr { ${others} } drop`],
        everything: ['iifname != "lo" drop', 'oifname != "lo" drop'],
      };
      return {
        address,
        commandPrefix: inside,
        async cut(from) {
          const [incoming, outgoing] = dropped[from];
          await run(
            [...inside, 'nft', '-f', '-'],
            `flush ruleset
            table inet cut {
              chain incoming { type filter hook input priority 0; ${incoming}; }
              chain outgoing { type filter hook output priority 0; ${outgoing}; }
            }`,
          );
        },
        heal: async () => void (await run([...inside, 'nft', 'flush', 'ruleset'])),
      };
    }),
    remove,
  };
}

async function plugIn(name: string, address: string, port: string): Promise<void> {
  const inside = ['ip', 'netns', 'exec', name];
  await run(['ip', 'netns', 'add', name]);
  await run(['ip', 'link', 'add', port, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name]);
  await run(['ip', 'link', 'set', port, 'master', SWITCH, 'up']);
  await run([...inside, 'ip', 'address', 'add', `${address}/24`, 'dev', 'eth0']);
  for (const link of ['lo', 'eth0']) await run([...inside, 'ip', 'link', 'set', link, 'up']);
}
