// Strangers who try numbers, rooms and the way between the nodes, over all three nodes at once.
import { randomBytes, randomInt } from 'node:crypto';
import { JOIN_CREDENTIALS_HEADER } from '@distansmote/shared/joinCredentialsHeader.ts';
import { openSignallingSocket } from '@distansmote/testkit/browser/signallingSocket.ts';
import { query } from '@distansmote/testkit/database/startPostgres.ts';
import type { Outcome } from '../meetings.ts';
import { enter } from '../meetings.ts';
import type { Scenario } from '../scenario.ts';
import { makeSpace, type Stage } from '../stage.ts';

const WRONG_NUMBERS = 140;
/** As server/src/guessing/guessLimits.ts: from one client, until numbers are no longer looked up. */
const LOOKED_UP = 20;
const GUESSED_ROOMS = 1_000;
/** Sockets of one address that are open at a time. */
const AT_A_TIME = 20;

interface LookedUp {
  isNumberChecked?: boolean;
}

async function lookUp(url: string, callId: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${url}/api/meetings/${callId}`, { headers });
  return { status: answer.status, body: (await answer.json()) as LookedUp };
}

const wrongNumber = () => String(randomInt(100_000_000, 1_000_000_000));

/** @returns problems if more than 20 of the wrong numbers were looked up. */
async function guess(stage: Stage, headersOf: () => Record<string, string>): Promise<string[]> {
  const { url } = stage.balancers.roundRobin;
  const answers = await Promise.all(
    Array.from({ length: WRONG_NUMBERS }, () => lookUp(url, wrongNumber(), headersOf())),
  );
  const wrong = answers.filter(({ status }) => status === 404).length;
  const unchecked = answers.filter(({ body }) => body.isNumberChecked === false).length;
  return [
    // Fewer where many come at the same moment: some are refused for others that then are not looked up either.
    ...(wrong > 0 && wrong <= LOOKED_UP ? [] : [`${wrong} numbers were looked up`]),
    ...(wrong + unchecked === WRONG_NUMBERS ? [] : [`${unchecked} were not checked`]),
  ];
}

export const guesses: Scenario[] = [
  {
    name: 'wrong-numbers',
    says: '140 wrong numbers of one address, to one node after the other, the last 120 at once; links work on',
    aim: 'exactly 20 are looked up',
    endsStage: true,
    async run(stage): Promise<Outcome> {
      const space = await makeSpace(stage, 'Med länk');
      const problems: string[] = [];
      const { url } = stage.balancers.roundRobin;
      for (let at = 1; at <= LOOKED_UP; at += 1)
        if ((await lookUp(url, wrongNumber())).status !== 404)
          problems.push(`the ${at}th number was not looked up`);
      const rest = await Promise.all(
        Array.from({ length: WRONG_NUMBERS - LOOKED_UP }, () => lookUp(url, wrongNumber())),
      );
      const more = rest.filter(({ body }) => body.isNumberChecked !== false).length;
      if (more > 0) problems.push(`${more} more numbers were looked up`);
      const secret = new URL(space.guestLink).hash.slice(1);
      const shown = new URLSearchParams({
        personKey: randomBytes(16).toString('base64url'),
        secret,
      });
      for (let tries = 0; tries < 3; tries += 1) {
        const byLink = await lookUp(url, space.callId, {
          [JOIN_CREDENTIALS_HEADER]: shown.toString(),
        });
        if (byLink.body.isNumberChecked !== true)
          problems.push(`the link was answered ${JSON.stringify(byLink)}`);
        const byNumber = await lookUp(url, space.callId);
        if (byNumber.body.isNumberChecked !== false)
          problems.push('the number without its link is still looked up');
      }
      return { problems, numbers: [] };
    },
  },
  {
    name: 'forged-address',
    says: '140 wrong numbers at once of one address that claims to be another each time',
    aim: '20 are looked up at most',
    endsStage: true,
    async run(stage): Promise<Outcome> {
      let at = 0;
      const problems = await guess(stage, () => {
        const forged = `192.0.2.${(at += 1) % 256}`;
        return { 'X-Forwarded-For': forged, 'cluster-client': `https ${forged}` };
      });
      return { problems, numbers: [] };
    },
  },
  {
    name: 'guessed-rooms',
    says: '1,000 sockets with guessed rooms, and a room in use beside them',
    aim: 'they tell nothing',
    async run(stage): Promise<Outcome> {
      const space = await makeSpace(stage, 'I bruk');
      const anna = await enter(stage, space, 'Anna', { distribution: 'roundRobin' });
      const rows = () => query(stage.readUrl(), 'select count(*) from "openMeetings"');
      const before = JSON.stringify(await rows());
      const refused = new Map<string, number>();
      for (let done = 0; done < GUESSED_ROOMS; done += AT_A_TIME) {
        await Promise.all(
          Array.from({ length: AT_A_TIME }, async () => {
            const room = randomBytes(12).toString('base64url');
            const answer = await openSignallingSocket(
              stage.balancers.roundRobin.url,
              () => undefined,
              { query: { room }, reconnection: false },
            ).then(
              (socket) => void socket.disconnect(),
              (error: unknown) => String(error),
            );
            if (answer !== undefined) refused.set(answer, (refused.get(answer) ?? 0) + 1);
          }),
        );
      }
      const problems: string[] = [];
      if (JSON.stringify(await rows()) !== before) problems.push('a guessed room opened a meeting');
      if (anna.absences.length > 0 || !anna.isThere)
        problems.push('the person in the meeting was out');
      anna.close();
      const numbers = [...refused].map(([error, count]) => `${count} were refused: ${error}`);
      return { problems, numbers };
    },
  },
  {
    name: 'cluster-door',
    says: 'the way between the nodes, asked without the secret or with another one, at each node and through HAProxy',
    aim: 'answered as any path that does not exist',
    async run(stage): Promise<Outcome> {
      const problems: string[] = [];
      const [row] = await query(stage.readUrl(), 'select id from nodes limit 1');
      const nodeId = String(row?.['id']);
      const paths = [
        '/cluster',
        '/cluster/',
        `/cluster/messages/${nodeId}`,
        `/cluster/sockets/${nodeId}/socket.io/?EIO=4&transport=polling`,
        `/cluster/sockets/${nodeId}/socket.io/?EIO=4&transport=polling&room=AZaz09-_AZaz09-_`,
      ];
      const secrets = [undefined, '', 'wrong', 'x'.repeat(37)];
      for (const url of [...stage.cluster.nodes.map((node) => node.url), stage.balancers.room.url])
        for (const path of paths)
          for (const method of ['GET', 'POST'])
            for (const secret of secrets) {
              const headers: Record<string, string> = {
                'cluster-client': 'http 192.0.2.1',
                ...(secret !== undefined && { Authorization: `Bearer ${secret}` }),
                ...(method === 'POST' && { 'Content-Type': 'application/json' }),
              };
              const body = method === 'POST' ? { body: '{"type":"wake"}' } : {};
              const [asked, other] = await Promise.all(
                [path, path.replace('cluster', 'nowhere')].map((one) =>
                  fetch(url + one, { method, headers, ...body }),
                ),
              );
              // A page has that path, as any other.
              const isPage = path === '/cluster' && asked?.status === other?.status;
              if (asked?.status !== 404 && !isPage)
                problems.push(`${method} ${url}${path}: ${asked?.status}`);
            }
      return { problems, numbers: [] };
    },
  },
];
