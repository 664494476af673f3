// Whether everybody sees and hears this person: one verdict from what the others' pages report, never a guess.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { canSee } from './capabilities.ts';
import type { RemoteParticipant } from './meetingStore.ts';
import type { PlaybackReport } from './receptionReports.ts';

/** Why somebody does not see or hear this person; each has its own text. */
type ReceptionFault =
  | 'soundBlocked'
  | 'soundNotReceived'
  | 'pictureNotReceived'
  | 'pictureNotInRoom'
  | 'pictureHidden'
  | 'pictureTurnedOff'
  | 'pictureWithoutTile';

export type Judgement =
  | { type: 'unknown' }
  | { type: 'fault'; fault: ReceptionFault; name: string }
  | { type: 'seenAndHeard' }
  /** People on the phone can only hear. */
  | { type: 'seenButByPhones' }
  /** A room system has a tile for some of the others only. */
  | { type: 'heardWithoutTile'; name: string }
  | { type: 'heard' }
  | { type: 'seen' }
  | { type: 'neither' };

/** Most serious first: somebody who cannot hear cannot take part. */
const FAULTS: readonly ReceptionFault[] = [
  'soundBlocked',
  'soundNotReceived',
  'pictureNotReceived',
  'pictureNotInRoom',
  'pictureHidden',
  'pictureTurnedOff',
  'pictureWithoutTile',
];

export function judge(
  others: readonly RemoteParticipant[],
  reports: ReadonlyMap<ParticipantId, PlaybackReport>,
  sent: { sound: boolean; picture: boolean },
): Judgement {
  if (others.length > 0 && !sent.sound && !sent.picture) return { type: 'neither' };
  if (others.length === 0) return { type: 'unknown' };
  const found = others.map(({ id, kind, name }) => ({ kind, name, report: reports.get(id) }));
  for (const fault of FAULTS) {
    const one = found.find(
      ({ kind, report }) => report && faultsOf(kind, report, sent).includes(fault),
    );
    if (one !== undefined) return { type: 'fault', fault, name: one.name };
  }
  const isSure = found.every(
    ({ kind, report }) =>
      report !== undefined &&
      (!sent.sound || report.sound === 'played') &&
      (!sent.picture || !canSee(kind) || report.picture === 'shown' || isWithoutTile(kind, report)),
  );
  if (!isSure) return { type: 'unknown' };
  const room = found.find(({ kind, report }) => report && isWithoutTile(kind, report));
  // They are shown when they speak.
  if (sent.picture && room !== undefined) return { type: 'heardWithoutTile', name: room.name };
  const isAnyOnPhone = others.some(({ kind }) => !canSee(kind));
  if (sent.sound && sent.picture)
    return { type: isAnyOnPhone ? 'seenButByPhones' : 'seenAndHeard' };
  // A phone sees nothing, and with the microphone off hears nothing: it proves nothing.
  if (!sent.sound && isAnyOnPhone) return { type: 'unknown' };
  return { type: sent.sound ? 'heard' : 'seen' };
}

function isWithoutTile(kind: RemoteParticipant['kind'], { picture }: PlaybackReport): boolean {
  return kind === 'room' && picture === 'hidden';
}

function faultsOf(
  kind: RemoteParticipant['kind'],
  report: PlaybackReport,
  sent: { sound: boolean; picture: boolean },
): ReceptionFault[] {
  const { sound, picture } = report;
  const faults: ReceptionFault[] = [];
  if (sent.sound && sound === 'blocked') faults.push('soundBlocked');
  if (sent.sound && sound === 'notReceived') faults.push('soundNotReceived');
  if (!sent.picture) return faults;
  if (picture === 'notReceived')
    faults.push(kind === 'room' ? 'pictureNotInRoom' : 'pictureNotReceived');
  if (picture === 'turnedOff') faults.push('pictureTurnedOff');
  if (picture === 'hidden' && kind !== 'room') faults.push('pictureHidden');
  // Without sound nothing would bring them into view.
  if (isWithoutTile(kind, report) && !sent.sound) faults.push('pictureWithoutTile');
  return faults;
}
