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
  | 'pictureHidden'
  | 'pictureTurnedOff';

export type Judgement =
  | { type: 'unknown' }
  | { type: 'fault'; fault: ReceptionFault; name: string }
  | { type: 'seenAndHeard' }
  /** People on the phone can only hear. */
  | { type: 'seenButByPhones' }
  | { type: 'heard' }
  | { type: 'seen' }
  | { type: 'neither' };

/** Most serious first: somebody who cannot hear cannot take part. */
const FAULTS: readonly ReceptionFault[] = [
  'soundBlocked',
  'soundNotReceived',
  'pictureNotReceived',
  'pictureHidden',
  'pictureTurnedOff',
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
    const one = found.find(({ report }) => report && faultsOf(report, sent).includes(fault));
    if (one !== undefined) return { type: 'fault', fault, name: one.name };
  }
  const isSure = found.every(
    ({ kind, report }) =>
      report !== undefined &&
      (!sent.sound || report.sound === 'played') &&
      (!sent.picture || !canSee(kind) || report.picture === 'shown'),
  );
  if (!isSure) return { type: 'unknown' };
  const isAnyOnPhone = others.some(({ kind }) => !canSee(kind));
  if (sent.sound && sent.picture)
    return { type: isAnyOnPhone ? 'seenButByPhones' : 'seenAndHeard' };
  // A phone sees nothing, and with the microphone off hears nothing: it proves nothing.
  if (!sent.sound && isAnyOnPhone) return { type: 'unknown' };
  return { type: sent.sound ? 'heard' : 'seen' };
}

function faultsOf(
  { sound, picture }: PlaybackReport,
  sent: { sound: boolean; picture: boolean },
): ReceptionFault[] {
  const faults: ReceptionFault[] = [];
  if (sent.sound && sound === 'blocked') faults.push('soundBlocked');
  if (sent.sound && sound === 'notReceived') faults.push('soundNotReceived');
  if (sent.picture && picture === 'notReceived') faults.push('pictureNotReceived');
  if (sent.picture && picture === 'hidden') faults.push('pictureHidden');
  if (sent.picture && picture === 'turnedOff') faults.push('pictureTurnedOff');
  return faults;
}
