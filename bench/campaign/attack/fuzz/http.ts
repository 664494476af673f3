// Malformed HTTP requests: in the path, query, headers or body of any operation.
import { isTime } from '../attackers.ts';
import type { Attack, Phase } from '../phase.ts';
import { apiOperations } from '../tables/apiOperations.ts';
import { castCallers } from '../tables/callers.ts';
import { httpTable } from '../tables/httpTable.ts';
import { changedText, mutated } from './mutate.ts';

/** They sign the client out, or use up the few wrong passwords allowed. */
const LEFT_OUT = new Set([
  'DELETE /api/session',
  'POST /api/session',
  'PUT /api/accounts/own/password',
]);
const HEADERS = [
  'cookie',
  'authorization',
  'origin',
  'content-type',
  'accept',
  'range',
  'entrant',
  'x-forwarded-proto',
  'if-none-match',
] as const;
const TYPES = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  '',
] as const;

export const httpFuzz: Phase = {
  name: 'httpFuzz',
  says: 'every operation of the HTTP API with mutated parameters, headers and bodies',
  weight: 2,
  async run(attack) {
    const { draw, tally, target } = attack;
    const { as, makeSpace } = await castCallers(target);
    const fuzzed = (await apiOperations(target)).filter(({ key }) => !LEFT_OUT.has(key));
    let space = await makeSpace();
    for (let count = 1; isTime(attack); count += 1) {
      // It may have been deleted, correctly.
      if (count % 50 === 0) space = await makeSpace();
      const operation = fuzzed[draw.below(fuzzed.length)];
      if (operation === undefined) return;
      const { key, method, path, refusals } = operation;
      const asker = draw.of([as.owner, as.administrator, as.nobody]);
      const address = addressOf(attack, path, space);
      const answer = await fetch(target.url + address, {
        method,
        redirect: 'manual',
        headers: headersOf(attack, asker.cookie),
        ...(method !== 'GET' && { body: bodyOf(attack, key) }),
      });
      const text = await answer.text();
      tally.send(method);
      tally.answer(String(answer.status), key);
      tally.expect(answer.status < 500, `${key} answered ${answer.status}: ${text.slice(0, 200)}`);
      if (answer.headers.get('content-type')?.startsWith('application/problem+json') !== true)
        continue;
      const { title } = JSON.parse(text) as { title: string };
      // A mutated path may belong to another operation.
      if (!isOf(path, address)) continue;
      const isNamed = refusals[title] === answer.status || UNROUTED.has(title);
      tally.expect(
        isNamed,
        `${key} refused by ${title} ${answer.status}, which it does not declare`,
      );
    }
  },
};

/** For a path that no longer belongs to an operation, or a body that is not valid HTTP. */
const UNROUTED = new Set([
  'notFound',
  'invalid',
  'tooLarge',
  'foreignOrigin',
  'unsupportedMediaType',
]);

const isOf = (path: string, address: string): boolean =>
  new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`).test(address.split('?')[0] ?? '');

function addressOf({ draw }: Attack, path: string, space: { id: string; callId: string }): string {
  const id = draw.below(2) === 0 ? space.id : changedText(draw, space.id);
  // Never another nine-digit number: that would be a guess, for which there is a small global budget.
  const wrong = changedText(draw, space.callId).replaceAll(/\d/g, '7');
  const callId = draw.below(2) === 0 || wrong.length === 9 ? space.callId : wrong;
  const named = path
    .replace(':callId', encodeURIComponent(safe(callId)))
    .replace(':id', encodeURIComponent(safe(id)))
    .replace(':accountId', encodeURIComponent(safe(changedText(draw, space.id))));
  const query =
    draw.below(3) === 0
      ? `?${encodeURIComponent(safe(changedText(draw, 'search=adm&language=sv&before=1')))}`
      : '';
  return (
    (draw.below(10) === 0 ? encodeURI(safe(changedText(draw, named))) : named).replace(
      /^\/*/,
      '/',
    ) + query
  );
}

/** A lone surrogate cannot be encoded in a URL. */
const safe = (text: string) => text.toWellFormed().slice(0, 8_000);

function headersOf({ draw }: Attack, cookie: string): Record<string, string> {
  const headers: Record<string, string> = {
    'x-forwarded-for': `10.203.${draw.below(256)}.${draw.below(256)}`,
    cookie,
    'content-type': draw.below(4) === 0 ? draw.of(TYPES) : 'application/json',
  };
  if (draw.below(3) === 0) {
    const name = draw.of(HEADERS);
    // Values that an HTTP client lets through.
    const value = changedText(draw, headers[name] ?? 'Bearer abc; q=1').replaceAll(
      /[^\x20-\x7E]/g,
      '',
    );
    headers[name] = value.slice(0, 4_000);
  }
  return headers;
}

function bodyOf({ draw }: Attack, key: string): string {
  const honest = httpTable[key]?.body?.() ?? {};
  const text = JSON.stringify(draw.below(4) === 0 ? honest : mutated(draw, honest)) ?? '';
  return (draw.below(3) === 0 ? changedText(draw, text) : text).slice(0, 200_000);
}
