// The paths of a page's media, from its own RTCPeerConnections.
import type { Page } from '@playwright/test';

type Candidate = Record<string, unknown>;

/**
 * Of each live connection: `udp` or `tcp` directly to that address, or `relayed` through a relay reached by TLS, and
 * so on.
 */
export async function iceWays(page: Page): Promise<string[]> {
  const pairs = await chosenPairs(page);
  return pairs.map(({ local, remote }) => {
    const isRelayed = local?.['candidateType'] === 'relay';
    const by = isRelayed
      ? `${String(local['relayProtocol'])} to a relay, then ${String(local['protocol'])}`
      : String(local?.['protocol']);
    return `${by} to ${String(remote?.['address'])}:${String(remote?.['port'])}`;
  });
}

/** The source address of each live connection's packets: through a relay, one of the relay's. */
export async function iceOrigins(page: Page): Promise<string[]> {
  const pairs = await chosenPairs(page);
  return pairs.map(({ local }) => `${String(local?.['address'])}:${String(local?.['port'])}`);
}

function chosenPairs(
  page: Page,
): Promise<{ local: Candidate | undefined; remote: Candidate | undefined }[]> {
  return page.evaluate(async () => {
    const live = window.connections.filter((one) => one.connectionState === 'connected');
    const pairs = live.map(async (connection) => {
      const reports = (await window.statsOf(connection)) as ReadonlyMap<string, Candidate>;
      const all = [...reports.values()];
      const chosenId = all.find(({ type }) => type === 'transport')?.['selectedCandidatePairId'];
      // Firefox reports it on the pair itself.
      const pair = all.find(
        ({ type, id, selected }) =>
          type === 'candidate-pair' && (id === chosenId || selected === true),
      );
      return {
        local: reports.get(String(pair?.['localCandidateId'])),
        remote: reports.get(String(pair?.['remoteCandidateId'])),
      };
    });
    return Promise.all(pairs);
  });
}
