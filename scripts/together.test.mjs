// Programs that run together end together.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

const LIVING = { code: "console.log('ready'); setInterval(() => {}, 1000);" };

test('when one ends by itself, the others are ended and its exit code is told', async () => {
  const { exited } = start([LIVING, { code: 'setTimeout(() => process.exit(3), 100)' }]);
  expect(await exited).toEqual({ name: 'program 1', code: 3, wasStopped: false });
});

test('a program that cannot be started ends the others', async () => {
  const { exited } = start([LIVING, { command: '/no/such/program', code: '' }]);
  expect(await exited).toMatch(/^The program 1 didn't start: .*ENOENT/);
});

test('a signal ends all', async () => {
  const { parent, exited, output } = start([LIVING, LIVING]);
  while (output() !== 'ready\nready\n') await once(parent.stdout, 'data');
  parent.kill('SIGTERM');
  expect(await exited).toMatchObject({ wasStopped: true });
});

test('their input stays open, though ours has ended', async () => {
  const code = `process.stdin.resume().on('end', () => process.exit(4));
    setTimeout(() => console.log('ready'), 200);`;
  const { parent, exited } = start([{ code }]);
  await Promise.race([once(parent.stdout, 'data'), exited]);
  parent.kill('SIGTERM');
  expect(await exited).toMatchObject({ wasStopped: true });
});

/** `exited` is the result, or the message of the Failure. */
function start(programs) {
  const module = new URL('together.mjs', import.meta.url).href;
  const given = programs.map(({ code, command = process.execPath }, index) => ({
    name: `program ${index}`,
    command,
    args: ['-e', code],
  }));
  const script = `import { runTogether } from '${module}';
    const result = await runTogether(${JSON.stringify(given)}).catch(({ message }) => message);
    console.error(JSON.stringify(result));`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [told, output] = ['', ''];
  parent.stdout.setEncoding('utf8').on('data', (part) => (output += part));
  parent.stderr.setEncoding('utf8').on('data', (part) => (told += part));
  const exited = once(parent, 'close').then(() => JSON.parse(told));
  return { parent, exited, output: () => output };
}
