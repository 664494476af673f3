// What a meeting without rooms costs: joins, their signalling, and the CPU of a meeting; beside a version without room
// systems, where `--beside` names one.
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import { median } from '../join/statistics.ts';
import { cameraOfThreeSizes } from '../load/camera.ts';
import { cpuMicrosecondsOf, residentKilobytesOf } from '../load/cpuTime.ts';
import { LoadParticipant, type ParticipantOptions } from '../load/loadParticipant.ts';
import { type LoadServer, startOurs } from '../load/loadServers.ts';
import { roomSettings } from './benchServer.ts';
import { bytesOf } from './signallingBytes.ts';
import type { Part } from './part.ts';
import type { Row } from './row.ts';

const PEOPLE = 3;
const STAY_MS = 10_000;

interface Costs {
  joinMs: number[];
  joinCpuMs: number[];
  received: number[];
  meetingCores: number[];
  megabytes: number[];
}

export const withoutRooms: Part = async ({ isQuick, beside }) => {
  const phones = async () => trunkSettings(await freePort());
  const variants = [
    ...(beside === undefined
      ? []
      : [
          {
            name: 'telephones, before room systems',
            start: async () => startOurs({ checkout: beside, settings: await phones() }),
          },
        ]),
    {
      name: 'telephones, SIP_ROOMS not set',
      start: async () => startOurs({ settings: await phones() }),
    },
    {
      name: 'telephones and SIP_ROOMS=1',
      start: async () => startOurs({ settings: roomSettings(await freePort()) }),
    },
  ];
  const all = variants.map((variant) => ({ ...variant, costs: noCosts() }));
  // Interleaved, so that disturbances affect all alike.
  for (let round = 0; round < (isQuick ? 1 : 2); round += 1) {
    for (const { start, costs } of all) {
      const server = await start();
      try {
        await measure(server, costs, isQuick ? 5 : 20);
      } finally {
        await server.stop();
      }
    }
  }
  return all.map(({ name, costs }, at) => row(name, costs, at === 0 ? undefined : all[0]?.costs));
};

function noCosts(): Costs {
  return { joinMs: [], joinCpuMs: [], received: [], meetingCores: [], megabytes: [] };
}

async function measure(server: LoadServer, costs: Costs, joins: number): Promise<void> {
  const [callId = ''] = await server.makeRooms(1);
  const common = { server: server.address, callId, receives: true, watches: true } as const;
  const sends = () => ({ microphone: { isSpeaking: true }, camera: cameraOfThreeSizes });
  const people: LoadParticipant[] = [];
  const enter = async (options: ParticipantOptions) => {
    const participant = await LoadParticipant.enter(options);
    people.push(participant);
    return participant;
  };
  for (let at = 0; at < PEOPLE; at += 1)
    await enter({ ...common, name: `Person ${at}`, sends: sends(), depth: 'media' });
  await pause(2_000);
  const cpu = () => cpuMicrosecondsOf(server.nodePid) + cpuMicrosecondsOf(server.workerPid);
  const [before, startedAt] = [cpu(), performance.now()];
  await pause(STAY_MS);
  costs.meetingCores.push((cpu() - before) / 1_000 / (performance.now() - startedAt));
  for (let join = 0; join < joins; join += 1) {
    const cpuBefore = cpuMicrosecondsOf(server.nodePid);
    const joinedAt = performance.now();
    const comer = await LoadParticipant.enter({
      ...common,
      name: 'Nora',
      sends: sends(),
      depth: 'media',
      address: `10.0.0.${join + 1}`,
    });
    // The first joins of a server warm it up.
    if (join > 1) costs.joinMs.push(performance.now() - joinedAt);
    comer.leave();
    await pause(150);
    if (join > 1) costs.joinCpuMs.push((cpuMicrosecondsOf(server.nodePid) - cpuBefore) / 1_000);
  }
  costs.received.push(await bytesOf(server.address, callId));
  costs.megabytes.push(residentKilobytesOf(server.nodePid) / 1_024);
  for (const person of people) person.leave();
}

function row(name: string, costs: Costs, base: Costs | undefined): Row {
  const of = (key: keyof Costs) => median(costs[key]);
  const against = (key: keyof Costs) => of(key) / median(base?.[key] ?? []);
  const measured = [
    `${of('received').toFixed(0)} bytes of signalling a join`,
    `${of('joinMs').toFixed(0)} ms`,
    `${of('joinCpuMs').toFixed(1)} ms of CPU`,
    `${of('meetingCores').toFixed(3)} cores for three people`,
    `${of('megabytes').toFixed(0)} MB`,
  ].join(', ');
  const ratio = (['received', 'joinMs', 'joinCpuMs', 'meetingCores', 'megabytes'] as const)
    .map((key) => against(key).toFixed(2))
    .join(', ');
  return {
    what: `a meeting without rooms: ${name}`,
    measured,
    ...(base !== undefined && { floor: `× ${ratio}` }),
  };
}
