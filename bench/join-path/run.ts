// Counts the server's files that a join runs through, from a browser and from a telephone: `npm run bench:join-path`.
// Uses V8's coverage of the main thread, from the first byte until the join is done; the SIP and audio threads are
// not included.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort, freePorts } from '@distansmote/testkit/network/ports.ts';
import { CHECKOUT } from '@distansmote/testkit/server/clientBuild.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { SoundPhone } from '@distansmote/testkit/telephone/soundPhone.ts';
import { VirtualPhone } from '@distansmote/testkit/telephone/virtualPhone.ts';
import { startGenerator } from '../load/generator.ts';
import { type Inspector, openInspector } from '../load/inspector.ts';
import { type LoadServer, startOurs } from '../load/loadServers.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';

const { values: options } = parseArgs({
  options: {
    /** The folder of another checkout. */
    beside: { type: 'string' },
    /** Also prints their names. */
    list: { type: 'boolean', default: false },
  },
});

/** Time for the IVR to ask for the call ID, and for the caller to be in the meeting after entering it. */
const MENU_MS = 6_000;
const ENTRY_MS = 8_000;

interface Coverage {
  result: { url: string; functions: { functionName: string; ranges: { count: number }[] }[] }[];
}

/** The files of `server/src` and `shared/src` with a function that ran since the last call. */
async function filesRun(inspector: Inspector): Promise<string[]> {
  const { result } = await inspector.call<Coverage>('Profiler.takePreciseCoverage');
  return result.flatMap(({ url, functions }) => {
    const [file] = /(?:server|shared)\/src\/.*/.exec(url) ?? [];
    // The nameless first function is the module itself, which runs when it is imported.
    const hasRun = functions.slice(1).some(({ ranges }) => (ranges[0]?.count ?? 0) > 0);
    return file !== undefined && hasRun ? [file] : [];
  });
}

async function joinByBrowser(server: LoadServer, callId: string): Promise<void> {
  const generator = startGenerator();
  try {
    await generator.enter([
      { server: server.address, callId, name: 'Elsa', sends: {}, receives: true, depth: 'join' },
    ]);
  } finally {
    await generator.stop();
  }
}

async function joinByPhone(sipPort: number, callId: string): Promise<void> {
  const sound = await SoundPhone.open();
  const phone = await VirtualPhone.call(await SipPhone.udp(sipPort), { sound });
  await pause(MENU_MS);
  await sound.keyAll(callId);
  await pause(ENTRY_MS);
  await phone.hangUp();
  phone.close();
}

async function measure(side: string, checkout: string): Promise<void> {
  const [inspectorPort, sipPort] = [await freePort(), await freePort()];
  const { firstPort, lastPort } = await freePorts(10);
  const server = await startOurs({
    checkout,
    nodeOptions: [`--inspect=127.0.0.1:${inspectorPort}`],
    settings: {
      ...trunkSettings(sipPort),
      SIP_MEDIA_PORTS: `${firstPort}-${lastPort}`,
    },
  });
  const inspector = await openInspector(inspectorPort);
  try {
    const [callId = ''] = await server.makeRooms(1);
    await inspector.call('Profiler.enable');
    await inspector.call('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    for (const [kind, join] of [
      ['browser', () => joinByBrowser(server, callId)],
      ['telephone', () => joinByPhone(sipPort, callId)],
    ] as const) {
      await filesRun(inspector);
      await join();
      const files = (await filesRun(inspector)).sort();
      console.log(`${side}, ${kind}: ${files.length} files`);
      if (options.list) console.log(files.map((file) => `  ${file}`).join('\n'));
    }
  } finally {
    inspector.close();
    await server.stop();
  }
}

await measure('ours', CHECKOUT);
if (options.beside !== undefined) await measure('beside', options.beside);
