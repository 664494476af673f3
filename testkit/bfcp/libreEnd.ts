// Builds and drives the third-party floor control of libreEnd.c, where its library is installed.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { run } from '../network/run.ts';

const HEADERS = '/usr/include/re';
const SOURCE = join(import.meta.dirname, 'libreEnd.c');
/** As libre was built: its headers do not say so themselves. */
const FLAGS = ['-std=gnu11', '-DHAVE_INET6', '-DHAVE_SOCKLEN_T', '-DHAVE_STDBOOL_H'];

/** @returns what is missing; undefined when the client can be built. */
export function whyNoLibre(): string | undefined {
  if (!existsSync('/usr/bin/gcc')) return 'gcc is not installed';
  return existsSync(join(HEADERS, 're_bfcp.h')) ? undefined : 'libre-dev is not installed';
}

export class LibreEnd {
  /** Its lines since they were last cleared. */
  readonly lines: string[] = [];
  readonly #child: ChildProcessWithoutNullStreams;

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    createInterface({ input: child.stdout }).on('line', (line) => this.lines.push(line));
    // A command may come too late.
    child.stdin.on('error', () => undefined);
  }

  /** @param folder for the program. @param port of the other end. */
  static async start(
    folder: string,
    port: number,
    ids: { conferenceId: number; userId: number; floorId: number },
  ): Promise<LibreEnd> {
    const program = join(folder, 'libreEnd');
    await run(['gcc', ...FLAGS, `-I${HEADERS}`, SOURCE, '-o', program, '-lre']);
    const { conferenceId, userId, floorId } = ids;
    return new LibreEnd(spawn(program, [port, conferenceId, userId, floorId].map(String)));
  }

  /** Where it sends from, once it has said so. */
  get port(): number | undefined {
    const [, port] = this.lines.map((line) => /^port (\d+)$/.exec(line)).find(Boolean) ?? [];
    return port === undefined ? undefined : Number(port);
  }

  command(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  stop(): void {
    this.#child.kill();
  }
}
