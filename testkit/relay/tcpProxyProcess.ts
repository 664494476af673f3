// Runs a `TcpProxy` as a process of its own, in another network: `node tcpProxyProcess.ts TARGET_PORT DELAY_MS PORT ADDRESS`.
import { TcpProxy } from './tcpProxy.ts';

const [target, delayMs, port, address] = process.argv.slice(2);
await TcpProxy.start(Number(target), Number(delayMs), {
  port: Number(port),
  address: String(address),
});
process.stdout.write('ready\n');
