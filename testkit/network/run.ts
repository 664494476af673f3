// Runs programs in tests.
import { execFile, spawn } from 'node:child_process';

/**
 * @param input written to standard input.
 * @returns standard output and standard error, interleaved.
 * @throws Error with all output when the program fails.
 */
export function run(command: readonly string[], input = ''): Promise<string> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, (error, out, err) => {
      if (error === null) resolve(out + err);
      else reject(new Error(`${command.join(' ')}: ${error.message}\n${out}${err}`));
    });
    // A program that could not be started has no standard input.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

/** Killed when its network is removed. */
export function startInBackground([program = '', ...args]: readonly string[]): void {
  spawn(program, args, { stdio: 'ignore' });
}
