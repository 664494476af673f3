// A D-Bus session of its own with the bus of AT-SPI, by which programs tell a screen reader what they show.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dbus from '@homebridge/dbus-native';

/** A method call. `signature` is D-Bus's of the body; both are absent where nothing is passed. */
interface Call {
  destination: string;
  path: string;
  interface: string;
  member: string;
  signature?: string;
  body?: readonly unknown[];
}

/** A signal. @see https://dbus.freedesktop.org/doc/dbus-specification.html#message-protocol-messages */
export interface Signal {
  sender: string;
  path: string;
  interface: string;
  member: string;
  body: readonly unknown[];
}

export interface AccessibilityBus {
  /** Environment variables by which a program finds it. */
  env: Record<string, string>;
  /** @throws Error the reply was an error, as of an object that is gone. */
  call(call: Call): Promise<unknown>;
  onSignal(listener: (signal: Signal) => void): void;
  stop(): Promise<void>;
}

const SIGNAL = 4;
const REGISTRY = {
  destination: 'org.a11y.atspi.Registry',
  path: '/org/a11y/atspi/registry',
  interface: 'org.a11y.atspi.Registry',
};
const DAEMON = 'org.freedesktop.DBus';

/** What a screen reader wants to be told of. */
const EVENTS = ['object:text-changed', 'object:children-changed', 'object:state-changed:focused'];

export async function startAccessibilityBus(): Promise<AccessibilityBus> {
  const folder = await mkdtemp(join(tmpdir(), 'distansmote-a11y-'));
  // Services that it starts must find what they can write in.
  const env = { XDG_RUNTIME_DIR: folder };
  const daemon = spawn(
    'dbus-daemon',
    ['--session', '--nofork', '--print-address=1', `--address=unix:path=${join(folder, 'bus')}`],
    { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...env, HOME: folder } },
  );
  const address = await new Promise<string>((resolve, reject) => {
    daemon.once('error', reject);
    daemon.once('exit', (code) => reject(new Error(`dbus-daemon ended with ${code}`)));
    daemon.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
  const session = Connection.to(address);
  const accessibility = { destination: 'org.a11y.Bus', path: '/org/a11y/bus' };
  // At the first call the daemon starts it.
  const ownAddress = (await session.call({
    ...accessibility,
    interface: 'org.a11y.Bus',
    member: 'GetAddress',
  })) as string;
  await session.call({
    ...accessibility,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Set',
    signature: 'ssv',
    body: ['org.a11y.Status', 'IsEnabled', ['b', true]],
  });
  const bus = Connection.to(ownAddress);
  await bus.call({
    destination: DAEMON,
    path: '/org/freedesktop/DBus',
    interface: DAEMON,
    member: 'AddMatch',
    signature: 's',
    body: ["type='signal',interface='org.a11y.atspi.Event.Object'"],
  });
  for (const event of EVENTS)
    await bus.call({
      ...REGISTRY,
      member: 'RegisterEvent',
      signature: 'sass',
      body: [event, [], ''],
    });
  return {
    env: { ...env, DBUS_SESSION_BUS_ADDRESS: address },
    call: (call) => bus.call(call),
    onSignal: (listener) => bus.onSignal(listener),
    async stop() {
      bus.close();
      session.close();
      const ended = new Promise((resolve) => daemon.once('exit', resolve));
      if (daemon.exitCode === null && daemon.kill()) await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One connection to a bus. The library types little of what it does. */
class Connection {
  readonly #bus: dbus.MessageBus;

  private constructor(bus: dbus.MessageBus) {
    this.#bus = bus;
    // Of a bus that has been stopped.
    bus.connection.on('error', () => undefined);
  }

  static to(busAddress: string): Connection {
    const { createClient } = dbus as unknown as {
      createClient(options: { busAddress: string }): dbus.MessageBus;
    };
    return new Connection(createClient({ busAddress }));
  }

  call(call: Call): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#bus.invoke(call, (error, value: unknown) => {
        if (error === undefined || error === null) resolve(value);
        else reject(new Error(`${call.member} of ${call.path}: ${JSON.stringify(error)}`));
      });
    });
  }

  onSignal(listener: (signal: Signal) => void): void {
    this.#bus.connection.on('message', (message: Signal & { type: number }) => {
      if (message.type === SIGNAL) listener({ ...message, body: message.body ?? [] });
    });
  }

  close(): void {
    this.#bus.connection.stream.destroy();
  }
}
