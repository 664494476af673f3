// How many datagrams the kernel has dropped, because a socket's buffer was full.
import { readFile } from 'node:fs/promises';

/** @param ports of this machine, UDP */
export async function droppedDatagrams(ports: readonly number[]): Promise<number> {
  const tables = await Promise.all(
    ['udp', 'udp6'].map((table) => readFile(`/proc/net/${table}`, 'utf8').catch(() => '')),
  );
  return tables
    .flatMap((table) => table.trim().split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = '']) => ports.includes(Number.parseInt(local.split(':')[1] ?? '', 16)))
    .reduce((sum, columns) => sum + Number(columns.at(-1)), 0);
}
