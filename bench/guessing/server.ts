// Our server as a separate process, without the global guess budget: it creates spaces, deletes half of them, and
// reports the call IDs.
import { readConfig } from '../../server/src/config/config.ts';
import { createLog } from '../../server/src/platform/log.ts';
import { startServer } from '../../server/src/app.ts';

const spaceCount = Number(process.argv[2]);
/** As while somebody guesses: call IDs are unchecked, and every client knocks. */
const isSpent = process.argv[3] === 'spent';

const server = await startServer(readConfig(process.env), createLog('error'), {
  guessLimits: { webTotal: isSpent ? 0 : Infinity },
});
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));

const made = [];
for (let number = 0; number < spaceCount * 2; number += 1) {
  made.push(await server.spaces.create({ name: 'Mätning', ownerId: null }));
}
// Every other one, so that both kinds are spread over the index.
const gone = made.filter((_, number) => number % 2 === 1);
for (const { id } of gone) await server.spaces.delete(id);
const deleted = gone.map(({ callId }) => callId);
const existing = made.map(({ callId }) => callId).filter((callId) => !deleted.includes(callId));
process.send?.({ port: server.port, existing, deleted });
