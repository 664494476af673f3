// Mutated requests from every role that can send some: new, in the lobby, prepared, or present.
import { randomBytes } from 'node:crypto';
import {
  type Answer,
  type RequestName,
  requests,
} from '@distansmote/shared/signalling/requests.ts';
import { PROTOCOL } from '@distansmote/shared/protocol.ts';
import { WebSocket } from 'ws';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import type { Page } from '@distansmote/testkit/browser/page.ts';
import { requestBodies } from '@distansmote/testkit/browser/requestBodies.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import { isTime, messageOf, openPage } from '../attackers.ts';
import type { Attack, Phase } from '../phase.ts';
import { changedText, mutated } from './mutate.ts';

/** How much a socket may send before it is throttled. */
const REQUESTS_OF_SOCKET = 90;
const AT_ONCE = 8;
/** They would end the meeting, and with it the fuzzing. */
const ENDING: readonly RequestName[] = ['deleteSpace', 'endMeeting'];
const names = (Object.keys(requests) as RequestName[]).filter((name) => !ENDING.includes(name));
const COMMON = new Set(['unknownRequest', 'invalid', 'tooLarge', 'tooFast']);

const standings = ['fresh', 'lobby', 'waiting', 'present', 'convener'] as const;
type Standing = (typeof standings)[number];

interface Spaces {
  open: SpaceDescription;
  lobby: SpaceDescription;
  /** The convener may lock it. */
  led: SpaceDescription;
}

async function openPageFor(attack: Attack, standing: Standing): Promise<Page> {
  const { draw } = attack;
  const address = `10.${100 + draw.below(100)}.${draw.below(256)}.${draw.below(256)}`;
  const cookie = standing === 'convener' ? (await attack.target.session()).cookie : undefined;
  return openPage(attack, address, cookie === undefined ? {} : { extraHeaders: { cookie } });
}

async function takeStanding(page: Page, standing: Standing, spaces: Spaces): Promise<void> {
  const { callId } = spaces.open;
  if (standing === 'lobby') await page.knock(spaces.lobby.callId, 'Knack');
  if (standing === 'waiting') await page.prepare(callId);
  if (standing === 'present')
    await page.enter(callId, 'Gäst', [offer('microphone'), offer('camera')]);
  if (standing === 'convener') await page.enter(spaces.led.callId, 'Kalla');
}

/** An unknown call ID would be a guess, for which there is a small global budget. */
function withoutGuess(body: unknown, callId: string): unknown {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, 'callId')) return body;
  const { callId: named } = body as { callId: unknown };
  const isNumber = typeof named === 'string' && named.replaceAll(/\D/g, '').length === 9;
  return isNumber ? { ...body, callId } : body;
}

function judge({ tally }: Attack, name: RequestName, answer: Answer<RequestName>): void {
  const { reply, refusals } = requests[name];
  if (answer.ok) {
    tally.answer('granted');
    tally.expect(
      reply.safeParse(answer.reply).success,
      `${name}: a reply that does not match its schema`,
    );
    return;
  }
  const { code } = answer.refusal;
  tally.answer(code, name);
  const isNamed = COMMON.has(code) || (refusals as readonly string[]).includes(code);
  tally.expect(
    isNamed || code === 'internal',
    `${name} was refused by ${code}, which it does not declare`,
  );
}

async function fuzzFrom(attack: Attack, standing: Standing, spaces: Spaces): Promise<void> {
  const page = await openPageFor(attack, standing);
  try {
    await takeStanding(page, standing, spaces);
    await fuzz(attack, page, standing, spaces);
  } finally {
    page.close();
  }
}

async function fuzz(attack: Attack, page: Page, standing: Standing, spaces: Spaces) {
  const { draw, tally } = attack;
  const bodies = requestBodies(spaces.open.callId);
  for (let count = 0; count < REQUESTS_OF_SOCKET && isTime(attack); count += AT_ONCE) {
    const asking = Array.from({ length: AT_ONCE }, async () => {
      const name = names[draw.below(names.length)] ?? 'leave';
      const right = { ...(bodies[name] as object), personKey: page.personKey };
      const honest = Object.hasOwn(bodies[name] as object, 'personKey') ? right : bodies[name];
      const body = withoutGuess(mutated(draw, honest), spaces.open.callId);
      tally.send(standing);
      const answer = await page.ask(name, body).catch((error: unknown) => {
        const text = JSON.stringify(body)?.slice(0, 300);
        const isLeft = messageOf(error).includes('timed out') && page.socket.connected;
        tally.expect(!isLeft, `${name} was never answered (${standing}): ${text}`);
        throw error;
      });
      judge(attack, name, answer);
    });
    await Promise.all(asking);
  }
}

const requestFuzz: Phase = {
  name: 'requestFuzz',
  says: 'mutated requests from outside, lobby, waiting, present and a convener',
  weight: 2,
  async run(attack) {
    const spaces = {
      open: await attack.target.makeSpace('Öppet'),
      lobby: await attack.target.makeSpace('Lobby', { lobby: 'everybody' }),
      led: await attack.target.makeSpace('Lett'),
    };
    const clients = standings.map(async (standing) => {
      while (isTime(attack)) {
        await fuzzFrom(attack, standing, spaces).catch((error: unknown) => {
          // The server closed it, as the sender of such packets must expect.
          attack.tally.answer(`ended: ${String(error).slice(0, 60)}`);
        });
      }
    });
    await Promise.all(clients);
  },
};

/** Packets of Engine.IO and Socket.IO themselves, and of JSON. */
const packetFuzz: Phase = {
  name: 'packetFuzz',
  says: 'mutated packets of Engine.IO and Socket.IO, by WebSocket and by polling',
  async run(attack) {
    const { draw, target, tally } = attack;
    const { callId } = await target.makeSpace('Paket');
    const bodies = Object.entries(requestBodies(callId));
    const packet = (): string => {
      const [name, body] = bodies[draw.below(bodies.length)] ?? ['leave', {}];
      const whole = draw.of([
        `42${draw.below(100)}${JSON.stringify(['request', name, body])}`,
        `40{"protocol":${PROTOCOL}}`,
        `42${draw.below(9)}["request","${name}",{"a":1,"a":2,"__proto__":{"ok":true}}]`,
        `45${draw.below(4)}-["request","${name}",{"_placeholder":true,"num":${draw.below(3)}}]`,
        `4${draw.below(10)}/admin,["x"]`,
        `${draw.below(10)}`,
        '2probe',
      ]);
      // A nine-digit number would be a guess.
      const text = changedText(draw, whole).replaceAll(/\d{9,}/g, callId);
      return text.slice(0, 90_000);
    };
    const url = `${target.url}/socket.io/?EIO=4&transport=`;
    while (isTime(attack)) {
      const headers = { 'x-forwarded-for': `10.200.${draw.below(256)}.${draw.below(256)}` };
      const socket = new WebSocket(`${url.replace('http', 'ws')}websocket`, { headers });
      socket.on('error', () => tally.answer('error'));
      await once(socket, 'open').catch(() => undefined);
      socket.send(`40{"protocol":${PROTOCOL}}`);
      for (let count = 0; count < 60 && socket.readyState === WebSocket.OPEN; count += 1) {
        const isBytes = draw.below(20) === 0;
        socket.send(isBytes ? randomBytes(draw.below(2_000)) : packet());
        tally.send('packet');
        if (count % 10 === 0) await pause(2);
      }
      socket.terminate();
      const opened = await fetch(`${url}polling`, { headers }).then((answer) => answer.text());
      const sid = /"sid":"([^"]+)"/.exec(opened)?.[1];
      const body = Array.from({ length: 20 }, packet).join('\u001E');
      const posted = await fetch(`${url}polling&sid=${sid ?? ''}`, {
        method: 'POST',
        headers,
        body,
      });
      tally.send('body');
      tally.answer(String(posted.status), 'polling');
      await posted.arrayBuffer();
    }
  },
};

export const signallingFuzz = [requestFuzz, packetFuzz];
