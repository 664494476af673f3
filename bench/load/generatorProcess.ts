// The process of the load participants, so that their CPU time is not counted as the server's.
import type { Counts } from './counts.ts';
import { addCounts, NO_COUNTS } from './counts.ts';
import type { GeneratorAnswer, GeneratorAsk } from './generatorMessages.ts';
import { LoadParticipant, type ParticipantOptions } from './loadParticipant.ts';

const participants: LoadParticipant[] = [];

type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;

async function handle(ask: GeneratorAsk): Promise<Unnumbered<GeneratorAnswer>> {
  switch (ask.name) {
    case 'enter':
      return enterAll(ask);
    case 'count': {
      const each = participants.map(({ counts }) => counts);
      return { counts: each.reduce<Counts>(addCounts, NO_COUNTS), each };
    }
    case 'leave':
      for (const participant of participants.splice(0)) participant.leave();
      return { joinsMs: [], failures: [] };
  }
}

async function enterAll({
  wishes,
  atOnce,
  stays,
}: {
  wishes: ParticipantOptions[];
  atOnce: number;
  stays: boolean;
}): Promise<{ joinsMs: number[]; failures: string[] }> {
  const joinsMs: number[] = [];
  const failures: string[] = [];
  const rest = [...wishes];
  async function enterSome(): Promise<void> {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
      const startMs = performance.now();
      try {
        const participant = await LoadParticipant.enter(next);
        joinsMs.push(performance.now() - startMs);
        if (stays) participants.push(participant);
        else participant.leave();
      } catch (error) {
        failures.push(String(error));
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, enterSome));
  return { joinsMs, failures };
}

process.on('message', (ask: GeneratorAsk) => {
  handle(ask).then(
    (answer) => process.send?.({ id: ask.id, ...answer }),
    (error: unknown) => process.send?.({ id: ask.id, failure: String(error) }),
  );
});
// The parent process is gone.
process.on('disconnect', () => process.exit(0));
process.once('SIGTERM', () => process.exit(0));
