// `npm start`: prepares whatever is missing on this machine, then runs the server.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildClient } from './client.mjs';
import { compileServer } from './compiled.mjs';
import { providePrograms } from './compositor/provide.mjs';
import { installDependencies } from './dependencies.mjs';
import { run } from './command.mjs';
import { Failure, runScript } from './failure.mjs';
import { withLock } from './lock.mjs';
import { CHECKOUT_LOCK, ROOT } from './places.mjs';
import { environmentFor, provideNode } from './runtime.mjs';
import { handOver, userToRunAs } from './runAs.mjs';
import { CHECK, MAIN, runServer } from './server.mjs';
import { provideWorker } from './worker/provide.mjs';

await runScript(async () => {
  // Here as well as in the server: MEDIASOUP_WORKER_BIN is read before there is one.
  const settings = join(ROOT, '.env');
  if (existsSync(settings)) process.loadEnvFile?.(settings);
  const user = userToRunAs();
  const { node, env, programs } = await withLock(
    CHECKOUT_LOCK,
    () => prepare(user),
    () => console.log('• Waiting for another start of this checkout to finish preparing'),
  );
  if (user === undefined) return runServer(node, env);
  const dataFolder = env.DATA_DIR || 'data';
  Object.assign(env, handOver(user, { node, main: MAIN, programs, dataFolder }));
  return runServer(node, env, { user });
});

async function prepare(user) {
  await installDependencies();
  const node = provideNode();
  // Told now, and not after the minutes that building takes.
  if ((await run(node, [CHECK], { env: environmentFor(node) })) !== 0)
    throw new Failure('Mend the settings (.env.example lists them all), and start again.');
  const programs = { MEDIASOUP_WORKER_BIN: await provideWorker(node) };
  if (process.env.SIP_ROOMS === '1') Object.assign(programs, await providePrograms());
  const env = environmentFor(node, programs);
  await buildClient(env);
  await compileServer(node, env, { user });
  return { node, env, programs };
}
