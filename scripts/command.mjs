// Runs one command to its end, with its output on the terminal, in a log file, or handed back.
import { spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { Failure } from './failure.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const LAST_MOMENT_MS = 5000;
const LOG_LINES = 25;
const running = new Set();

/**
 * Runs a command on this terminal, or with its output appended to the file `log` and given to
 * `onText` as it comes. Returns the exit code; 127 where there is no such command.
 */
export function run(command, args, { cwd, env, log, onText, timeout, killSignal } = {}) {
  return new Promise((resolve, reject) => {
    const piped = log !== undefined || onText !== undefined;
    const child = spawn(command, args, {
      cwd,
      env,
      timeout,
      killSignal,
      stdio: piped ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    begun(child);
    const file = log && createWriteStream(log, { flags: 'a' });
    file?.on('error', reject);
    file?.write(`\n$ ${command} ${args.join(' ')}\n`);
    for (const stream of piped ? [child.stdout, child.stderr] : []) {
      stream.setEncoding('utf8').on('data', (text) => {
        file?.write(text);
        onText?.(text);
      });
    }
    const end = (code) => {
      ended(child);
      if (file) file.end(() => resolve(code));
      else resolve(code);
    };
    child.on('error', (error) => (error.code === 'ENOENT' ? end(127) : reject(error)));
    child.on('close', (code, signal) => {
      // After 'error' comes a 'close' without either.
      if (code !== null || signal !== null) end(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** Like `run`, but a Failure where the command doesn't succeed, with the end of its log. */
export async function mustRun(command, args, options = {}) {
  const code = await run(command, args, options);
  if (code === 0) return;
  const { log } = options;
  const end = log ? `\n\nThe end of ${log}:\n${lastLines(log)}` : '';
  throw new Failure(`${command} ${args.join(' ')}: failed (exit code ${code}).${end}`);
}

function lastLines(log) {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-LOG_LINES).join('\n');
}

/** What a command prints, or undefined where it fails. */
export async function outputOf(command, args, options) {
  let text = '';
  const code = await run(command, args, { ...options, onText: (part) => (text += part) });
  return code === 0 ? text : undefined;
}

/** For `onText`: calls `onLine` for each whole line of text that comes in parts. */
export function byLine(onLine) {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of lines) onLine(line);
  };
}

// A signal sent to this process alone must end the running commands too, and ours has to outlive
// them, or they would write on into folders that our 'exit' handlers remove.
let exitCode;

function onSignal(signal) {
  exitCode = 128 + constants.signals[signal];
  for (const child of running) child.kill(signal);
  setTimeout(() => process.exit(exitCode), LAST_MOMENT_MS).unref();
}

function begun(child) {
  if (running.size === 0) for (const signal of SIGNALS) process.on(signal, onSignal);
  running.add(child);
}

function ended(child) {
  running.delete(child);
  if (running.size > 0) return;
  for (const signal of SIGNALS) process.off(signal, onSignal);
  if (exitCode !== undefined) process.exit(exitCode);
}
