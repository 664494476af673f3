// `npm run tool -- vitest run x.test.ts`: runs one program as `npm test` does, on the packages' Node.js with the media worker.
import { run } from './command.mjs';
import { installDependencies } from './dependencies.mjs';
import { Failure, runScript } from './failure.mjs';
import { withLock } from './lock.mjs';
import { CHECKOUT_LOCK, ROOT } from './places.mjs';
import { environmentFor, provideNode } from './runtime.mjs';
import { provideWorker } from './worker/provide.mjs';

await runScript(async () => {
  const [command, ...args] = process.argv.slice(2);
  if (command === undefined)
    throw new Failure('Which? For example: npm run tool -- vitest --version');
  const env = await withLock(CHECKOUT_LOCK, async () => {
    await installDependencies();
    const node = provideNode();
    return environmentFor(node, { MEDIASOUP_WORKER_BIN: await provideWorker(node) });
  });
  return run(command, args, { cwd: ROOT, env });
});
