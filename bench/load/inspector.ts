// Controls a Node process through its inspector (Chrome DevTools Protocol), without its program noticing.
import { once } from 'node:events';
import { WebSocket } from 'ws';

export interface Inspector {
  /** Calls a method of the protocol. */
  call<Result>(method: string, params?: object): Promise<Result>;
  close(): void;
}

/** @param port of a process that was started with `--inspect=127.0.0.1:<port>`. */
export async function openInspector(port: number): Promise<Inspector> {
  const response = await fetch(`http://127.0.0.1:${port}/json/list`);
  const [target] = (await response.json()) as { webSocketDebuggerUrl: string }[];
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '');
  await once(socket, 'open');
  let lastId = 0;
  return {
    async call<Result>(method: string, params?: object): Promise<Result> {
      lastId += 1;
      const id = lastId;
      socket.send(JSON.stringify({ id, method, params }));
      for (;;) {
        const [data] = (await once(socket, 'message')) as [Buffer];
        const message = JSON.parse(data.toString()) as { id?: number; result: Result };
        if (message.id === id) return message.result;
      }
    },
    close: () => socket.close(),
  };
}
