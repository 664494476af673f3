// The way that a page's media takes to the server, as its own RTCPeerConnections tell.
import type { Page } from '@playwright/test';

/** Of each live connection: `udp` or `tcp` straight to that address, or `relayed` by a relay that is reached by TLS, and so on. */
export function iceWays(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const live = window.connections.filter((one) => one.connectionState === 'connected');
    const ways = live.map(async (connection) => {
      const reports = (await window.statsOf(connection)) as ReadonlyMap<
        string,
        Record<string, unknown>
      >;
      const all = [...reports.values()];
      const chosenId = all.find(({ type }) => type === 'transport')?.['selectedCandidatePairId'];
      // Firefox says it on the pair itself.
      const pair = all.find(
        ({ type, id, selected }) =>
          type === 'candidate-pair' && (id === chosenId || selected === true),
      );
      const local = reports.get(String(pair?.['localCandidateId']));
      const remote = reports.get(String(pair?.['remoteCandidateId']));
      const isRelayed = local?.['candidateType'] === 'relay';
      const by = isRelayed
        ? `${String(local['relayProtocol'])} to a relay, then ${String(local['protocol'])}`
        : String(local?.['protocol']);
      return `${by} to ${String(remote?.['address'])}:${String(remote?.['port'])}`;
    });
    return Promise.all(ways);
  });
}
