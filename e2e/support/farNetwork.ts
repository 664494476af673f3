// A network of its own beyond a firewall: a network namespace, with addresses for our server, a TURN relay and a stranger.
import { spawnSync } from 'node:child_process';
import { run } from './run.ts';

/** What the firewall between the browsers and that network lets through; all else vanishes. */
export type Passage = 'everything' | 'tcp' | 'tcp443';

export interface FarNetwork {
  serviceAddress: string;
  relayAddress: string;
  /** Where somebody is whom the relay must not reach. */
  strangerAddress: string;
  /** Put before a command, it runs there. */
  inside: readonly string[];
  letThrough(passage: Passage): Promise<void>;
  /** With every program that runs there. */
  remove(): Promise<void>;
}

/** Undefined where this process may make one. */
export function whyNoFarNetwork(): string | undefined {
  const { status } = spawnSync('unshare', ['--net', 'true']);
  return status === 0 ? undefined : 'no network namespace may be made here: run it as root';
}

const OUTER_NAME = `far${process.pid}`;
const FAR_END = 'near';

/** What comes by the cable from here, and what goes back. */
const RULES: Record<Passage, { incoming: string; outgoing: string }> = {
  everything: { incoming: '', outgoing: '' },
  tcp: { incoming: 'meta l4proto != tcp drop', outgoing: 'meta l4proto != tcp drop' },
  tcp443: {
    incoming: 'tcp dport != 443 drop\nmeta l4proto != tcp drop',
    outgoing: 'tcp sport != 443 drop\nmeta l4proto != tcp drop',
  },
};

export async function makeFarNetwork(): Promise<FarNetwork> {
  const inside = ['ip', 'netns', 'exec', OUTER_NAME] as const;
  const [near, serviceAddress, relayAddress, strangerAddress] = addresses();
  const remove = async () => {
    const inhabitants = await run(['ip', 'netns', 'pids', OUTER_NAME]).catch(() => '');
    for (const pid of inhabitants.split('\n').filter(Boolean)) process.kill(Number(pid), 'SIGKILL');
    // Its end of the cable goes with it, and with that the other.
    await run(['ip', 'netns', 'delete', OUTER_NAME]);
  };
  await run(['ip', 'netns', 'add', OUTER_NAME]);
  try {
    // On one machine, and known at once: no packet is lost to the search for its address.
    await run([
      'ip',
      'link',
      'add',
      OUTER_NAME,
      'type',
      'veth',
      'peer',
      FAR_END,
      'netns',
      OUTER_NAME,
    ]);
    await run(['ip', 'address', 'add', `${near}/29`, 'dev', OUTER_NAME]);
    await run(['ip', 'link', 'set', OUTER_NAME, 'up']);
    for (const address of [serviceAddress, relayAddress, strangerAddress]) {
      await run([...inside, 'ip', 'address', 'add', `${address}/29`, 'dev', FAR_END]);
    }
    for (const link of ['lo', FAR_END]) await run([...inside, 'ip', 'link', 'set', link, 'up']);
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    serviceAddress,
    relayAddress,
    strangerAddress,
    inside,
    async letThrough(passage) {
      const { incoming, outgoing } = RULES[passage];
      await run(
        [...inside, 'nft', '-f', '-'],
        `flush ruleset
        table inet firewall {
          chain incoming {
            type filter hook input priority 0
            iifname != "${FAR_END}" accept
            ${incoming}
          }
          chain outgoing {
            type filter hook output priority 0
            oifname != "${FAR_END}" accept
            ${outgoing}
          }
        }`,
      );
    },
    remove,
  };
}

/**
 * Ours and three of theirs, from RFC 2544's range, which is used nowhere else; a block for each process, since
 * this end of the cable is in the machine's own network.
 */
function addresses(): [string, string, string, string] {
  const block = (process.pid % 0x4000) << 3;
  const at = (place: number) =>
    `198.${18 + (block >> 16)}.${(block >> 8) & 0xff}.${(block & 0xff) + place}`;
  return [at(1), at(2), at(3), at(4)];
}
