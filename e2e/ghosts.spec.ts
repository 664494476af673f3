// Ghosts that join and leave many times a second: the page stays usable, and announces only the first few.
import { connectByLink } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

const GHOSTS = 100;
const ROUNDS = 40;

test('a hundred ghosts that join and leave forty times do not stop the page', async ({
  server,
  person,
}) => {
  const space = await server.createSpace('Spökhuset');
  const karin = await person();
  await karin.addInitScript(() => {
    const Native = window.WebSocket;
    window.WebSocket = class extends Native {
      constructor(...args: ConstructorParameters<typeof WebSocket>) {
        super(...args);
        Object.assign(window, { wire: this });
      }
    };
  });
  await connectByLink(karin, space.callId, 'Karin');
  const lars = await person();
  await connectByLink(lars, space.callId, 'Lars');
  await expect(karin.getByText('Lars').first()).toBeVisible();
  await karin.evaluate(() => {
    const counted = { announcements: 0, notes: 0 };
    Object.assign(window, { counted });
    const output = document.querySelector('output[aria-live]');
    if (output === null) throw new Error('nothing announces');
    new MutationObserver(() => (counted.announcements += 1)).observe(output, { childList: true });
    const { createOscillator } = AudioContext.prototype;
    AudioContext.prototype.createOscillator = function (...args) {
      counted.notes += 1;
      return createOscillator.apply(this, args);
    };
  });
  const startedAt = performance.now();
  // The frames as the server would send them, a thousand a second.
  await karin.evaluate(
    async ({ ghosts, rounds }) => {
      const { wire } = window as unknown as { wire: WebSocket };
      const tell = (name: string, body: unknown) => {
        const data = `42${JSON.stringify(['notice', { name, body }])}`;
        wire.dispatchEvent(new MessageEvent('message', { data }));
      };
      const ids = Array.from({ length: ghosts }, () => crypto.randomUUID());
      const rest = { kind: 'browser', profession: '', handRaisedAt: null, isConvener: false };
      for (let round = 0; round < rounds; round += 1) {
        for (const [index, id] of ids.entries()) {
          const name = `Spöke ${round} ${index}`;
          const participant = { id, name, ...rest, connection: 'good', speaksByPhone: false };
          tell('participantJoined', { participant });
          if (index % 10 === 9) await new Promise((resolve) => setTimeout(resolve, 10));
        }
        for (const [index, participantId] of ids.entries()) {
          tell('participantLeft', { participantId, reason: 'left' });
          if (index % 10 === 9) await new Promise((resolve) => setTimeout(resolve, 10));
        }
      }
    },
    { ghosts: GHOSTS, rounds: ROUNDS },
  );
  await expect(karin.locator('.tile')).toHaveCount(2);
  const counted = await karin.evaluate(
    () => (window as unknown as { counted: { announcements: number; notes: number } }).counted,
  );
  // Of each kind five in five seconds, with two announcements each, though the meeting saw 8,000 joins and leaves.
  const most = 10 * Math.ceil((performance.now() - startedAt) / 5_000 + 1);
  expect(counted.announcements).toBeLessThanOrEqual(most);
  expect(counted.notes).toBeLessThanOrEqual(2 * most);
});
