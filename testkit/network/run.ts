// Runs a program to its end.
import { execFile, spawn } from 'node:child_process';

/**
 * @param input what it reads from its standard input.
 * @returns what it printed, on both channels.
 * @throws Error that holds all of that, when it fails.
 */
export function run(command: readonly string[], input = ''): Promise<string> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, (error, out, err) => {
      if (error === null) resolve(out + err);
      else reject(new Error(`${command.join(' ')}: ${error.message}\n${out}${err}`));
    });
    // A program that is missing has none.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

/** It ends with the network that it is in. */
export function startInBackground([program = '', ...args]: readonly string[]): void {
  spawn(program, args, { stdio: 'ignore' });
}
