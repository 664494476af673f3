// Hostile input is refused by name or dropped, and the meeting beside it continues.
import { once } from 'node:events';
import { requests } from '@distansmote/shared/signalling/requests.ts';
import { describe, expect, test } from 'vitest';
import { expectNoTestToDisturb } from '@distansmote/testkit/browser/bystanders.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const PUBLIC_URL = 'https://join.example.org';
const { server } = await sharedServer({ PUBLIC_URL });
expectNoTestToDisturb(server);

async function withPage(work: (page: Page) => Promise<void>): Promise<void> {
  const page = await Page.open(server);
  try {
    await work(page);
    expect(await page.ask('leave', {})).toEqual({ ok: true, reply: {} });
  } finally {
    page.close();
  }
}

test.each<[string, unknown]>([
  ['null', null],
  ['a list', []],
  ['a number', 7],
  ['text', 'callId'],
  ['true', true],
  ['deep', deep(300)],
])('a body that is %s is invalid for each request', async (_, body) => {
  await withPage(async (page) => {
    // Except requests that accept any object, since they read nothing from it.
    const reading = Object.entries(requests).filter(
      ([, { body: shape }]) => Object.keys(shape.shape).length > 0,
    );
    for (const [name] of reading) {
      expect((await page.expectRefusal(name, body)).code).toBe('invalid');
    }
  });
});

function deep(levels: number): unknown {
  let body: unknown = {};
  for (let level = 0; level < levels; level += 1) body = { callId: body };
  return body;
}

test.each<[unknown]>([
  ['nothing'],
  [''],
  ['__proto__'],
  ['constructor'],
  ['toString'],
  ['hasOwnProperty'],
  ['Leave'],
  ['leave '],
  [null],
  [7],
  [['leave']],
  [{ toString: 'leave' }],
])('%j is an unknown request', async (name) => {
  await withPage(async (page) => {
    expect(await page.expectRefusal(name, {})).toEqual({ code: 'unknownRequest' });
  });
});

test('a request without an acknowledgement gets no answer, and does no harm', async () => {
  await withPage(async (page) => {
    const emit = page.socket.emit.bind(page.socket) as (...sent: unknown[]) => void;
    emit('request');
    emit('request', 'leave');
    emit('request', 'leave', {});
    emit('request', 'leave', {}, 'not a function');
    emit('notice', { name: 'meetingEnded' });
    emit('__proto__', {});
    expect(page.socket.connected).toBe(true);
    await Promise.resolve();
  });
});

test('a body that is too large is refused by name', async () => {
  await withPage(async (page) => {
    const body = { callId: 'x'.repeat(17_000) };
    expect(await page.expectRefusal('prepare', body)).toEqual({ code: 'tooLarge' });
    const wide = Object.fromEntries(Array.from({ length: 2_600 }, (_, key) => [key, 0]));
    expect(await page.expectRefusal('tracksReady', wide)).toEqual({ code: 'tooLarge' });
    expect(await page.expectRefusal('leave', wide)).toEqual({ code: 'tooLarge' });
  });
});

describe('a browser whose codec has', () => {
  const parameters = (those: object) => ({ parameters: those });
  const thousand = Object.fromEntries(Array.from({ length: 1_000 }, (_, key) => [key, 0]));

  // mediasoup would throw on the last three, once per track to receive.
  test.each<[string, object, string]>([
    ['a thousand parameters', parameters(thousand), 'parameters'],
    [
      'a parameter that is neither text nor number',
      parameters({ usedtx: true }),
      'parameters.usedtx',
    ],
    ['a payload type in words', parameters({ apt: '100' }), 'parameters'],
    ['feedback without a type', { rtcpFeedback: [{ type: '' }] }, 'rtcpFeedback.0.type'],
  ])('%s is refused before there are any tracks', async (_, odd, where) => {
    await withPage(async (page) => {
      const opus = { mimeType: 'audio/opus', kind: 'audio', clockRate: 48_000, channels: 2 };
      const body = {
        callId: '787544182',
        personKey: page.personKey,
        rtpCapabilities: { codecs: [{ ...opus, preferredPayloadType: 111, ...odd }] },
      };
      const whole = `rtpCapabilities.codecs.0.${where}`;
      expect(await page.expectRefusal('prepare', body)).toEqual({ code: 'invalid', where: whole });
    });
  });
});

test('a client that keeps sending after being told to wait is disconnected', async () => {
  const page = await Page.open(server, { reconnection: false });
  const closed = new Promise((resolve) => page.socket.once('disconnect', resolve));
  let asked = 0;
  const again = setInterval(() => {
    for (let time = 0; time < 50; time += 1)
      page.socket.emit('request', 'leave', {}, () => undefined);
    asked += 50;
  }, 10);
  await closed;
  clearInterval(again);
  expect(asked).toBeLessThan(20_000);
});

test.each<[string, unknown]>([
  ['bytes', Buffer.from('callId')],
  ['a list of bytes', [Buffer.alloc(10), { deep: Buffer.alloc(10) }]],
])('a body of %s closes the socket that sent it', async (_, body) => {
  const page = await Page.open(server, { reconnection: false });
  const closed = new Promise((resolve) => page.socket.once('disconnect', resolve));
  page.socket.emit('request', 'prepare', body, () => undefined);
  await closed;
  page.close();
});

test('a frame that is too large closes the socket that sent it', async () => {
  const page = await Page.open(server, { reconnection: false });
  const closed = new Promise((resolve) => page.socket.once('disconnect', resolve));
  page.socket.emit('request', 'prepare', 'x'.repeat(200_000), () => undefined);
  await closed;
  page.close();
});

test('a client over its rate limit is throttled, and nobody else', async () => {
  const page = await Page.open(server);
  const answers = await Promise.all(Array.from({ length: 300 }, () => page.ask('leave', {})));
  const refused = answers.filter((answer) => !answer.ok);
  expect(answers.length - refused.length).toBeGreaterThan(50);
  expect(refused.length).toBeGreaterThan(100);
  for (const answer of refused) expect(answer).toEqual({ ok: false, refusal: { code: 'tooFast' } });
  await withPage(async () => {});
  page.close();
});

test.each<[string, unknown]>([
  ['another number', { protocol: 999_999 }],
  ['text', { protocol: '1' }],
  ['none', {}],
])('a page with another protocol version is refused: %s', async (_, auth) => {
  const opening = Page.open(server, { auth: auth as Record<string, unknown> });
  await expect(opening).rejects.toThrow('protocolMismatch');
});

test.each(['https://evil.example', 'https://join.example.org.evil.example', 'null', 'nonsense'])(
  'a page of the origin %s opens no socket',
  async (Origin) => {
    for (const transport of ['websocket', 'polling']) {
      const options = { transports: [transport], extraHeaders: { Origin } };
      await expect(Page.open(server, options)).rejects.toThrow(/error/);
    }
  },
);

test('pages of our own origin do, by either transport', async () => {
  for (const Origin of [PUBLIC_URL, server.url]) {
    for (const transport of ['websocket', 'polling']) {
      const page = await Page.open(server, { transports: [transport], extraHeaders: { Origin } });
      expect(await page.ask('leave', {})).toEqual({ ok: true, reply: {} });
      page.close();
    }
  }
});

const placeholder = '{"_placeholder":true,"num":7}';
test.each<[string, (string | Uint8Array)[]]>([
  ['no valid packet', ['garbage']],
  ['an empty frame', ['']],
  ['bytes', [new Uint8Array([0, 1, 2, 255])]],
  ['an event before connecting', ['42["request","leave",{}]']],
  ['a broken connect', ['40{"protocol":']],
  ['a broken event', ['40{"protocol":1}', '42["request"']],
  ['an event that is not a list', ['40{"protocol":1}', '42{"request":1}']],
  ['an event without a name', ['40{"protocol":1}', '42[]']],
  ['an event whose name is a list', ['40{"protocol":1}', '42[["request"]]']],
  ['a reserved event', ['40{"protocol":1}', '42["disconnect"]', '42["connect_error"]']],
  ['an answer to nothing', ['40{"protocol":1}', '43123["x"]']],
  ['bytes that never come', ['40{"protocol":1}', `451-["request","leave",${placeholder}]`]],
  ['more bytes than there may be', ['40{"protocol":1}', '45999999999-["request"]']],
  ['a prototype', ['40{"protocol":1}', '421["request","leave",{"__proto__":{"ok":true}}]']],
  ['another namespace', ['40/admin,{"protocol":1}']],
  ['ten thousand brackets', ['40{"protocol":1}', `42["request",${'['.repeat(10_000)}`]],
  [
    'nesting too deep',
    ['40{"protocol":1}', `421["request","leave",${'['.repeat(20_000)}${']'.repeat(20_000)}]`],
  ],
])('a WebSocket that sends %s disturbs nobody', async (_, frames) => {
  const socket = new WebSocket(
    `${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`,
  );
  await once(socket, 'open');
  const closed = once(socket, 'close');
  for (const frame of frames) socket.send(frame);
  // The next packets of a well-behaved page are still handled.
  await withPage(async () => {});
  socket.close();
  await closed;
});

test('garbage by polling is refused', async () => {
  const at = (query: string) => `${server.url}/socket.io/?${query}`;
  const post = (query: string, body: string) => fetch(at(query), { method: 'POST', body });
  const polling = 'EIO=4&transport=polling';
  const refused = await Promise.all([
    post(polling, 'garbage'),
    post(`${polling}&sid=none`, '40'),
    fetch(at('EIO=4&transport=carrierpigeon')),
    fetch(at('EIO=4&transport=__proto__')),
    fetch(at('EIO=99&transport=polling')),
    fetch(at(polling), { method: 'DELETE' }),
  ]);
  for (const answer of refused) expect(answer.status).toBe(400);

  const opened = await (await fetch(at(polling))).text();
  const { sid } = JSON.parse(opened.slice(1)) as { sid: string };
  await post(`${polling}&sid=${sid}`, 'garbage\u001e\u001e42["request"');
  expect((await post(`${polling}&sid=${sid}`, '40')).status).toBe(400);

  const other = JSON.parse((await (await fetch(at(polling))).text()).slice(1)) as { sid: string };
  const large = await post(`${polling}&sid=${other.sid}`, '4'.repeat(200_000)).catch(
    () => undefined,
  );
  expect(large?.status ?? 413).toBe(413);
});
