// What the suites of `npm test` and the campaigns need: installs or builds what is missing.
import { provideBrowsers } from '../browsers.mjs';
import { provideProgramsIfPossible } from '../compositor/provide.mjs';
import { installDependencies } from '../dependencies.mjs';
import { provideHaproxy } from '../haproxy.mjs';
import { provideNetworkTools } from '../networkTools.mjs';
import { providePostgresql } from '../postgresql.mjs';
import { environmentFor, provideNode } from '../runtime.mjs';
import { provideTelephones } from '../telephones.mjs';
import { provideWorker } from '../worker/provide.mjs';

/** @returns the environment in which they run. */
export async function prepare(needs) {
  await installDependencies();
  const node = provideNode();
  if (needs.has('browsers')) await provideBrowsers();
  if (needs.has('networkTools')) await provideNetworkTools();
  if (needs.has('telephones')) await provideTelephones();
  if (needs.has('postgresql')) await providePostgresql();
  if (needs.has('haproxy')) await provideHaproxy();
  const programs = needs.has('compositor') ? await provideProgramsIfPossible() : {};
  if (needs.has('worker')) programs.MEDIASOUP_WORKER_BIN = await provideWorker(node);
  return environmentFor(node, programs);
}
