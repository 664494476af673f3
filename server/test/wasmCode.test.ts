// WebAssembly code is not freed while threads of ours run. With other threads it is: if that test fails, V8 has
// changed, and keepWasmCode.ts may have to go or change.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const at = (path: string) => JSON.stringify(new URL(`../src/${path}`, import.meta.url));
const SOUND = at('sound/audioThread.ts');
const DATA = { host: '127.0.0.1', firstPort: 0, lastPort: 0, silenceSeconds: 15 };

/** What V8 reports about its code while threads start, open an endpoint and exit, one after the other. */
async function trace(startOne: string): Promise<string> {
  const program = `
    import { setTimeout as pause } from 'node:timers/promises';
    ${startOne}
    for (let at = 0; at < 3; at += 1) {
      const thread = await start(${JSON.stringify(DATA)});
      await pause(300);
      await stop(thread);
    }
    console.log('all have gone');`;
  const flags = ['--trace-wasm-code-gc', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, flags);
  expect(stdout).toContain('all have gone');
  return stdout;
}

test('while threads of ours come and go, no code is freed', async () => {
  const told = await trace(`
    import { SupervisedWorker } from ${at('platform/supervisedWorker.ts')};
    import { workerThread } from ${at('platform/workerThread.ts')};
    async function start(data) {
      let opened;
      const isOpened = new Promise((resolve) => (opened = resolve));
      const listeners = { onMessage: opened, onExit() {} };
      const starting = workerThread('audio', new URL(${SOUND}), data);
      const thread = new SupervisedWorker('audio', starting, listeners, console);
      thread.start();
      thread.post({ type: 'openEndpoint', endpoint: 'endpoint' });
      await isOpened;
      return thread;
    }
    const stop = (thread) => thread.stop({ type: 'stop' });`);
  expect(told).not.toContain('[wasm-gc]');
});

test('with any other threads, it is', async () => {
  const told = await trace(`
    import { once } from 'node:events';
    import { Worker } from 'node:worker_threads';
    async function start(workerData) {
      const thread = new Worker(new URL(${SOUND}), { workerData });
      thread.postMessage({ type: 'openEndpoint', endpoint: 'endpoint' });
      await once(thread, 'message');
      return thread;
    }
    async function stop(thread) {
      thread.postMessage({ type: 'stop' });
      await once(thread, 'exit');
    }`);
  expect(told).toContain('[wasm-gc] Triggering GC');
});
