// Two network namespaces with a firewall between: near for browsers, far for servers.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.ts';
import { freePort } from './ports.ts';

/** What the firewall lets through; all other packets are dropped. */
export type FirewallPolicy =
  | 'everything'
  | 'nothing'
  | 'tcp'
  /** Only TCP to and from that address of the far network. */
  | { tcpTo: string }
  | { tcpPort: number }
  | { noTcpPort: number }
  /** Each packet is lost with that probability, on either way. */
  | { lossPercent: number };

export interface TwoNetworks {
  /** Command prefixes that run a program in the network. */
  near: readonly string[];
  far: readonly string[];
  setFirewall(passage: FirewallPolicy): Promise<void>;
  /** Gives the near side a new address, like a laptop that changes networks. Open connections break. */
  changeNearAddress(): Promise<void>;
  /** Stops or resumes every process of the near network, like a laptop that sleeps. */
  setNearAsleep(isAsleep: boolean): Promise<void>;
  /** Whether the near network resolves the names of the far one. */
  setNamesResolvable(areKnown: boolean): Promise<void>;
  /** Forwards a port on this computer's loopback to an address in either network, and returns it. */
  forwardPort(network: readonly string[], address: string, port?: number): Promise<number>;
  /** Removes both networks and kills every process in them. */
  remove(): Promise<void>;
}

/** Undefined if this process may create network namespaces. */
export function whyNoNetworks(): string | undefined {
  const { status } = spawnSync('unshare', ['--net', 'true']);
  return status === 0 ? undefined : 'no network namespace may be made here: run it as root';
}

/** The interface name of the veth pair, at either end. */
const CABLE = 'cable';
const NEAR_ADDRESSES = ['203.0.113.1', '203.0.113.2'] as const;

function rulesOf(passage: FirewallPolicy): { incoming: string; outgoing: string } {
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
  if ('lossPercent' in passage) {
    const loss = `numgen random mod 100 < ${passage.lossPercent} drop`;
    return { incoming: loss, outgoing: loss };
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
 * Neither is connected to this computer's own network, so changes do not abort requests of browsers in other tests.
 * @param farAddresses name to address, within 203.0.113.0/24, where .1 is the near end.
 */
export async function makeTwoNetworks(
  farAddresses: Readonly<Record<string, string>>,
): Promise<TwoNetworks> {
  const names = { near: `near${process.pid}`, far: `far${process.pid}` };
  const near = ['ip', 'netns', 'exec', names.near];
  const far = ['ip', 'netns', 'exec', names.far];
  // Files there are bind-mounted over /etc for programs in the namespace (ip-netns(8)).
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
      // Nothing listens there, so look-ups fail at once. Chromium also asks for other record types, and would wait.
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
    // Without a default route browsers consider themselves offline.
    await run([...near, 'ip', 'route', 'add', 'default', 'dev', CABLE]);
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    near,
    far,
    async setFirewall(passage) {
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
      // In this order: deleting the primary address of a subnet deletes its secondary ones too.
      await run([...near, 'ip', 'address', 'delete', `${former}/24`, 'dev', CABLE]);
      await run([...near, 'ip', 'address', 'add', `${nearAddress}/24`, 'dev', CABLE]);
      // The route disappears together with the old address.
      await run([...near, 'ip', 'route', 'replace', 'default', 'dev', CABLE]);
    },
    async setNearAsleep(isAsleep) {
      const inhabitants = await run(['ip', 'netns', 'pids', names.near]);
      for (const pid of inhabitants.split('\n').filter(Boolean))
        process.kill(Number(pid), isAsleep ? 'SIGSTOP' : 'SIGCONT');
    },
    setNamesResolvable(areKnown) {
      return writeFile(join(nearEtc, 'hosts'), areKnown ? everybody : nobody);
    },
    async forwardPort(network, address, port) {
      const outerPort = await freePort();
      const inner = [...network, 'socat', 'STDIO', `TCP:${address}:${port ?? outerPort}`].join(' ');
      // A colon would start socat's next parameter.
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

/** Ignores processes that have exited already. */
function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
