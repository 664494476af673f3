// `npm run dev`: prepares whatever is missing, then runs the server and the client, and follows changes to both.
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { buildClient, isClientBuilt } from './client.mjs';
import { providePrograms } from './compositor/provide.mjs';
import { installDependencies } from './dependencies.mjs';
import { Failure, runScript } from './failure.mjs';
import { withLock } from './lock.mjs';
import { CHECKOUT_LOCK, ROOT } from './places.mjs';
import { environmentFor, provideNode } from './runtime.mjs';
import { MAIN } from './server.mjs';
import { runTogether } from './together.mjs';
import { provideWorker } from './worker/provide.mjs';

// The server has the client's port on another loopback address: so the links that it makes lead to the client.
const SERVER_HOST = '127.0.0.2';
const WATCHED = ['server/src', 'server/prompts', 'shared/src'];
// What a real service needs, and what would lead away from localhost.
const LEFT_OUT = ['PUBLIC_URL', 'TLS_CERT', 'TLS_KEY', 'TLS_SELF_SIGNED', 'RUN_AS'];

await runScript(async () => {
  const settings = join(ROOT, '.env');
  if (existsSync(settings)) process.loadEnvFile?.(settings);
  const port = process.env.PORT || '3000';
  if (!/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535) {
    throw new Failure(`PORT is "${port}", but must be a port, 1 to 65535.`);
  }
  for (const host of ['localhost', SERVER_HOST]) await mustBeFree(port, host);
  const { node, env } = await withLock(CHECKOUT_LOCK, prepare, () =>
    console.log('• Waiting for another start of this checkout to finish preparing'),
  );
  const ignored = LEFT_OUT.filter((name) => process.env[name]);
  if (ignored.length > 0) console.log(`• Without ${ignored.join(', ')}: this is for localhost`);
  // Empty, or the server would read them from .env again.
  for (const name of LEFT_OUT) env[name] = '';
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const { name, code, wasStopped } = await runTogether([
    {
      name: 'client',
      command: node,
      args: [vite, 'client', '--port', port, '--strictPort', '--clearScreen', 'false'],
      cwd: ROOT,
      env: { ...env, DEV_SERVER_URL: `http://${SERVER_HOST}:${port}` },
    },
    {
      name: 'server',
      command: node,
      args: [
        ...WATCHED.map((folder) => `--watch-path=${join(ROOT, folder)}`),
        '--watch-preserve-output',
        MAIN,
      ],
      env: { ...env, PORT: port, HOST: SERVER_HOST },
    },
  ]);
  if (!wasStopped) throw new Failure(`The ${name} ended by itself (exit code ${code}).`);
});

async function prepare() {
  await installDependencies();
  const node = provideNode();
  const programs = { MEDIASOUP_WORKER_BIN: await provideWorker(node) };
  if (process.env.SIP_ROOMS === '1') Object.assign(programs, await providePrograms());
  const env = environmentFor(node, programs);
  // The server does not start without one, and nobody sees it: an old one will do.
  if (!isClientBuilt()) await buildClient(env);
  return { node, env };
}

function mustBeFree(port, host) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', ({ code, message }) =>
      reject(
        new Failure(
          code === 'EADDRINUSE'
            ? `Port ${port} is in use by another program, such as npm start: set PORT to another one.`
            : `Port ${port} of ${host} cannot be used: ${message}.`,
        ),
      ),
    );
    probe.listen(Number(port), host, () => probe.close(resolve));
  });
}
