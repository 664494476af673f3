// Each stand-in does what the module does for which it stands in, as far as that is used.
import { AwaitQueue as RealQueue } from 'awaitqueue';
import { parse as realParse } from 'engine.io-client';
import { decodePacket as realDecode, encodePacket as realEncode } from 'engine.io-parser';
import { EnhancedEventEmitter as RealEmitter } from 'mediasoup-client/enhancedEvents';
import { describe, expect, test } from 'vitest';
import { AwaitQueue } from './media/awaitQueue.ts';
import { EnhancedEventEmitter } from './media/eventEmitter.ts';
import { parse } from './signalling/parseUri.ts';
import { decodePacket, encodePacket } from './signalling/textPackets.ts';

type Emitter = Pick<
  EnhancedEventEmitter,
  'on' | 'once' | 'off' | 'emit' | 'safeEmit' | 'listenerCount' | 'close'
>;

describe.each([
  ['the real emitter', () => new RealEmitter() as unknown as Emitter],
  ['its stand-in', () => new EnhancedEventEmitter()],
])('%s', (_, create) => {
  test('calls listeners in order, with what was emitted, and says whether there are any', () => {
    const emitter = create();
    const heard: unknown[] = [];
    emitter.on('a', (...args) => heard.push(['first', ...args]));
    emitter.on('a', (...args) => heard.push(['second', ...args]));
    expect(emitter.emit('a', 1, 2)).toBe(true);
    expect(emitter.emit('b')).toBe(false);
    expect(heard).toEqual([
      ['first', 1, 2],
      ['second', 1, 2],
    ]);
    expect([emitter.listenerCount('a'), emitter.listenerCount('b')]).toEqual([2, 0]);
  });

  test('calls a listener once, also if it emits the same again', () => {
    const emitter = create();
    let calls = 0;
    emitter.once('a', () => {
      calls += 1;
      emitter.emit('a');
    });
    emitter.emit('a');
    expect([calls, emitter.listenerCount('a')]).toEqual([1, 0]);
  });

  test('removes one listener at a time, also one that was to be called once', () => {
    const emitter = create();
    let calls = 0;
    const listener = () => {
      calls += 1;
    };
    emitter.on('a', listener).on('a', listener).once('a', listener);
    emitter.off('a', listener);
    emitter.off('a', () => undefined);
    emitter.emit('a');
    expect([calls, emitter.listenerCount('a')]).toEqual([2, 2]);
  });

  test('calls those who listened when it was emitted, whatever they change', () => {
    const emitter = create();
    const heard: string[] = [];
    const second = () => heard.push('second');
    emitter.on('a', () => {
      heard.push('first');
      emitter.off('a', second);
      emitter.on('a', () => heard.push('third'));
    });
    emitter.on('a', second);
    emitter.emit('a');
    expect(heard).toEqual(['first', 'second']);
  });

  test('tells the error of a listener, and throws only if asked to', () => {
    const emitter = create();
    const error = new Error('of a listener');
    const told: unknown[] = [];
    emitter.on('a', () => {
      throw error;
    });
    expect(() => emitter.emit('a')).toThrow(error);
    emitter.on('listenererror', (...args) => {
      told.push(args);
      throw new Error('again');
    });
    expect(emitter.safeEmit('a')).toBe(true);
    expect(emitter.safeEmit('b')).toBe(false);
    expect(told).toEqual([['a', error]]);
  });

  test('forgets all when it is closed', () => {
    const emitter = create();
    emitter.on('a', () => undefined);
    emitter.close();
    expect(emitter.emit('a')).toBe(false);
  });
});

type Queue = Pick<AwaitQueue, 'push' | 'stop'>;

describe.each([
  ['the real queue', () => new RealQueue() as Queue],
  ['its stand-in', () => new AwaitQueue()],
])('%s', (_, create) => {
  /** Runs when it is told to. */
  function task(name: string, log: string[]) {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const run = () => {
      log.push(`${name} runs`);
      return promise;
    };
    return { run, finish: () => resolve(name), fail: () => reject(new Error(name)) };
  }
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  test('begins at once, then does one after another, also after one that failed', async () => {
    const queue = create();
    const log: string[] = [];
    const [first, second, third] = ['1', '2', '3'].map((name) => task(name, log));
    const results = [first, second, third].map((one) => queue.push(one?.run as never));
    expect(log).toEqual(['1 runs']);
    first?.finish();
    await settled();
    expect(log).toEqual(['1 runs', '2 runs']);
    const failure = expect(results[1]).rejects.toThrow('2');
    second?.fail();
    await settled();
    third?.finish();
    await failure;
    expect([await results[0], await results[2]]).toEqual(['1', '3']);
    const later = task('4', log);
    void queue.push(later.run);
    expect(log.at(-1)).toBe('4 runs');
  });

  test('rejects all when it is stopped, and then begins anew', async () => {
    const queue = create();
    const log: string[] = [];
    const running = task('running', log);
    const waiting = task('waiting', log);
    const later = task('later', log);
    const results = [queue.push(running.run), queue.push(waiting.run)];
    const failures = results.map((result) => expect(result).rejects.toThrow(/stopped/));
    queue.stop();
    await Promise.all(failures);
    const laterDone = queue.push(later.run);
    expect(log).toEqual(['running runs', 'later runs']);
    running.finish();
    await settled();
    later.finish();
    expect(await laterDone).toBe('later');
    expect(log).toEqual(['running runs', 'later runs']);
  });

  test('passes on what a task throws before it waits', async () => {
    const fails = create().push(() => {
      throw new Error('at once');
    });
    await expect(fails).rejects.toThrow('at once');
  });
});

test.each([
  'http://localhost',
  'http://localhost:8080',
  'https://mote.example.org',
  'https://mote.example.org:8443/a/path?a=1&b=2',
  'https://[2001:db8::1]:8443',
  'http://192.0.2.7:3000',
])('the URL %s is parsed as Engine.IO parses it', (url) => {
  const real = realParse(url) as unknown as Record<string, unknown>;
  const ours: Record<string, unknown> = parse(url);
  expect(ours).toEqual(Object.fromEntries(Object.keys(ours).map((key) => [key, real[key]])));
});

test('packets are encoded and decoded as Engine.IO does it', () => {
  const types = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'] as const;
  for (const type of types) {
    for (const data of [undefined, '', 'probe', '{"sid":"å"}', '2["request"]']) {
      const texts: unknown[] = [];
      realEncode({ type, data }, true, (text) => texts.push(text));
      encodePacket({ type, data }, true, (text) => texts.push(text));
      expect(texts[1]).toBe(texts[0]);
      expect(decodePacket(texts[0])).toEqual(realDecode(texts[0] as string));
    }
  }
  for (const hostile of ['', '7', '9x', 'x', '-1', 'length', '1.5']) {
    expect(decodePacket(hostile)).toEqual(realDecode(hostile));
  }
  // Nothing binary is taken for a message.
  expect(decodePacket(new ArrayBuffer(3)).type).toBe('error');
});
