// Two networks with a firewall between: a near one for the browsers, a far one for servers, each a network namespace.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.ts';
import { freePort } from './ports.ts';

/** What the firewall lets through; all else vanishes. */
export type Passage =
  | 'everything'
  | 'nothing'
  | 'tcp'
  /** To and from that address of the far network only. */
  | { tcpTo: string }
  | { tcpPort: number }
  | { noTcpPort: number };

export interface TwoNetworks {
  /** Put before a command, it runs there. */
  near: readonly string[];
  far: readonly string[];
  letThrough(passage: Passage): Promise<void>;
  /** As when a laptop goes from one network to another: what it had open is cut off. */
  changeNearAddress(): Promise<void>;
  /** As a laptop that sleeps: every program of the near network stands still, until it wakes. */
  setNearAsleep(isAsleep: boolean): Promise<void>;
  /** Whether those in the near network find those in the far one by name. */
  setNamesKnown(areKnown: boolean): Promise<void>;
  /** Makes a port of this computer's loopback lead to one of the far or near network's. */
  reach(network: readonly string[], address: string, port?: number): Promise<number>;
  /** With every program that runs there. */
  remove(): Promise<void>;
}

/** Undefined where this process may make some. */
export function whyNoNetworks(): string | undefined {
  const { status } = spawnSync('unshare', ['--net', 'true']);
  return status === 0 ? undefined : 'no network namespace may be made here: run it as root';
}

/** The interface of either end of the cable between them. */
const CABLE = 'cable';
const NEAR_ADDRESSES = ['203.0.113.1', '203.0.113.2'] as const;

function rulesOf(passage: Passage): { incoming: string; outgoing: string } {
  if (passage === 'everything') return { incoming: '', outgoing: '' };
  if (passage === 'nothing') return { incoming: 'drop', outgoing: 'drop' };
  const noUdp = 'meta l4proto != tcp drop';
  if (passage === 'tcp') return { incoming: noUdp, outgoing: noUdp };
  if ('tcpTo' in passage) {
    const { tcpTo } = passage;
    return {
      incoming: `ip daddr != ${tcpTo} drop; ${noUdp}`,
      outgoing: `ip saddr != ${tcpTo} drop; ${noUdp}`,
    };
  }
  if ('noTcpPort' in passage) {
    const { noTcpPort } = passage;
    return { incoming: `tcp dport ${noTcpPort} drop`, outgoing: `tcp sport ${noTcpPort} drop` };
  }
  return {
    incoming: `tcp dport != ${passage.tcpPort} drop; ${noUdp}`,
    outgoing: `tcp sport != ${passage.tcpPort} drop; ${noUdp}`,
  };
}

/**
 * Both are apart from this computer's own network: that one changing under the browsers of other tests would break
 * off their requests.
 * @param farAddresses of 203.0.113.0/24, where .1 is the near end, each with the name by which it is found there.
 */
export async function makeTwoNetworks(
  farAddresses: Readonly<Record<string, string>>,
): Promise<TwoNetworks> {
  const names = { near: `near${process.pid}`, far: `far${process.pid}` };
  const near = ['ip', 'netns', 'exec', names.near];
  const far = ['ip', 'netns', 'exec', names.far];
  // What lies there is laid over /etc for the programs in it (ip-netns(8)).
  const [nearEtc, farEtc] = [join('/etc/netns', names.near), join('/etc/netns', names.far)];
  const nobody = '127.0.0.1 localhost\n';
  const lines = Object.entries(farAddresses).map(([name, address]) => `${address} ${name}\n`);
  const everybody = nobody + lines.join('');
  const ways: ChildProcess[] = [];
  let nearAddress: (typeof NEAR_ADDRESSES)[number] = NEAR_ADDRESSES[0];
  const remove = async () => {
    for (const way of ways) way.kill();
    for (const name of Object.values(names)) {
      const inhabitants = await run(['ip', 'netns', 'pids', name]).catch(() => '');
      for (const pid of inhabitants.split('\n').filter(Boolean)) end(Number(pid));
      await run(['ip', 'netns', 'delete', name]).catch(() => undefined);
    }
    for (const etc of [nearEtc, farEtc]) await rm(etc, { recursive: true, force: true });
  };
  try {
    for (const etc of [nearEtc, farEtc]) {
      await mkdir(etc, { recursive: true });
      await writeFile(join(etc, 'hosts'), everybody);
      // Nobody answers there, and that at once: Chromium asks for more than addresses, and would wait.
      await writeFile(join(etc, 'resolv.conf'), 'nameserver 127.0.0.1\n');
    }
    for (const name of Object.values(names)) await run(['ip', 'netns', 'add', name]);
    const farEnd = ['peer', 'name', CABLE, 'netns', names.far];
    await run([...near, 'ip', 'link', 'add', CABLE, 'type', 'veth', ...farEnd]);
    await run([...near, 'ip', 'address', 'add', `${nearAddress}/24`, 'dev', CABLE]);
    for (const address of Object.values(farAddresses)) {
      await run([...far, 'ip', 'address', 'add', `${address}/24`, 'dev', CABLE]);
    }
    for (const network of [near, far]) {
      for (const link of ['lo', CABLE]) await run([...network, 'ip', 'link', 'set', link, 'up']);
    }
    // Browsers take an address without such a route for one that leads nowhere.
    await run([...near, 'ip', 'route', 'add', 'default', 'dev', CABLE]);
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    near,
    far,
    async letThrough(passage) {
      const { incoming, outgoing } = rulesOf(passage);
      await run(
        [...far, 'nft', '-f', '-'],
        `flush ruleset
        table inet firewall {
          chain incoming { type filter hook input priority 0; iifname != "${CABLE}" accept; ${incoming}; }
          chain outgoing { type filter hook output priority 0; oifname != "${CABLE}" accept; ${outgoing}; }
        }`,
      );
    },
    async changeNearAddress() {
      const former = nearAddress;
      nearAddress = former === NEAR_ADDRESSES[0] ? NEAR_ADDRESSES[1] : NEAR_ADDRESSES[0];
      // In this order: with the first address of a network its others are deleted as well.
      await run([...near, 'ip', 'address', 'delete', `${former}/24`, 'dev', CABLE]);
      await run([...near, 'ip', 'address', 'add', `${nearAddress}/24`, 'dev', CABLE]);
      // It goes with the address that it was made for.
      await run([...near, 'ip', 'route', 'replace', 'default', 'dev', CABLE]);
    },
    async setNearAsleep(isAsleep) {
      const inhabitants = await run(['ip', 'netns', 'pids', names.near]);
      for (const pid of inhabitants.split('\n').filter(Boolean))
        process.kill(Number(pid), isAsleep ? 'SIGSTOP' : 'SIGCONT');
    },
    setNamesKnown(areKnown) {
      return writeFile(join(nearEtc, 'hosts'), areKnown ? everybody : nobody);
    },
    async reach(network, address, port) {
      const outerPort = await freePort();
      const inner = [...network, 'socat', 'STDIO', `TCP:${address}:${port ?? outerPort}`].join(' ');
      // A colon would begin socat's next parameter.
      const command = inner.replaceAll(':', String.raw`\:`);
      const listening = `TCP-LISTEN:${outerPort},bind=127.0.0.1,reuseaddr,fork`;
      const way = spawn('socat', [listening, `EXEC:${command}`], { stdio: 'ignore' });
      ways.push(way);
      await once(way, 'spawn');
      return outerPort;
    },
    remove,
  };
}

/** Gone already is as good. */
function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // As said.
  }
}
