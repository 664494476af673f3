// Request handlers by which conveners ring people up, and people have their own telephones rung.
import type { Ringing } from '@distansmote/shared/signalling/ringing.ts';
import type { ringingRequests } from '@distansmote/shared/signalling/requests/ringingRequests.ts';
import { accountActor, personActor } from '../audit/actors.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
import { Refused } from '../meetings/refused.ts';
import type { PeopleToRing } from '../ringing/peopleToRing.ts';
import type { RingUps } from '../ringing/ringUps.ts';
import { type AllowedTargets, readOwnNumber, readTarget } from '../ringing/ringTarget.ts';
import { readDigits } from '../ringing/dialledText.ts';
import type { Space, SpaceStore } from '../spaces/spaceStore.ts';
import { type Convener, convenerOf } from './convenerOf.ts';
import type { RequestHandlers } from './requestHandlers.ts';

export interface RingingHandlersDeps {
  spaces: Pick<SpaceStore, 'findByCallId' | 'change'>;
  ringUps: RingUps;
  peopleToRing: PeopleToRing;
  allowedTargets: AllowedTargets;
  audit: AuditLog;
}

/** What can be rung from there; undefined where nothing can. */
export function describeRinging(
  { ringUps, allowedTargets }: Pick<RingingHandlersDeps, 'ringUps' | 'allowedTargets'>,
  meeting: Meeting,
  { space, isConvener, person }: { space: Space; isConvener: boolean; person: Person },
): Ringing | undefined {
  const mayRingRooms = space.admitsRooms && allowedTargets.domains.length > 0;
  if (!ringUps.isOn || !(space.admitsPhones || mayRingRooms)) return undefined;
  const own = ringUps.stateOfOwn(meeting, person);
  return {
    mayRingUp: isConvener,
    mayRingRooms,
    mayRingMe: space.admitsPhones && space.allowsRingMe,
    isRingMeAllowed: space.allowsRingMe,
    ...(own !== undefined && { own }),
    calls: isConvener ? ringUps.callsOf(meeting) : [],
  };
}

export function createRingingHandlers({
  spaces,
  ringUps,
  peopleToRing,
  allowedTargets,
  audit,
}: RingingHandlersDeps): Pick<RequestHandlers, keyof typeof ringingRequests> {
  const asRinging = ({ meeting, space, account }: Convener) => {
    return { meeting, space, accountId: account.id, actor: accountActor(account) };
  };

  /** @throws Refused by what is wrong with it */
  const targetFrom = (space: Space, text: string, digits: string) => {
    const target = readTarget(text, digits, allowedTargets);
    if (target.to.type === 'phone' && !space.admitsPhones) throw new Refused('noTelephones');
    if (target.to.type === 'room' && !space.admitsRooms) throw new Refused('noRooms');
    return target;
  };

  return {
    async ringUp(session, { to: text, name, role, digits = '', isToBeSaved = false }) {
      const convener = await convenerOf(session, spaces);
      if (!ringUps.isOn) throw new Refused('noDialOut');
      const { space } = convener;
      const target = targetFrom(space, text, digits);
      const as = { name, profession: '', ...(role !== undefined && { role }) };
      const ringId = await ringUps.ringUp(asRinging(convener), { ...target, as });
      if (isToBeSaved) {
        const person = { name, address: text, digits, role: role ?? null };
        // The page does not offer it where there are as many as may be.
        if ((await peopleToRing.add(space.id, person)) !== undefined)
          audit.recordAsync({
            action: 'spaceChanged',
            actor: accountActor(convener.account),
            space,
          });
      }
      return { ringId };
    },

    async readPeopleToRing(session) {
      const { space } = await convenerOf(session, spaces);
      return { people: await peopleToRing.of(space.id) };
    },

    async ringAgain(session, { ringId }) {
      const convener = await convenerOf(session, spaces);
      // The space may have been closed to them since, and another server may have allowed them.
      const check = (text: string) => void targetFrom(convener.space, text, '');
      await ringUps.ringAgain(asRinging(convener), ringId, check);
      return {};
    },

    async cancelRing(session, { ringId }) {
      const { meeting } = await convenerOf(session, spaces);
      ringUps.cancel(meeting, ringId);
      return {};
    },

    async sendRingDigits(session, { ringId, digits }) {
      const { meeting } = await convenerOf(session, spaces);
      const read = readDigits(digits);
      if (read === undefined) throw new Refused('digitsUnclear');
      ringUps.sendDigits(meeting, ringId, read);
      return {};
    },

    async setRingMe(session, { isAllowed }) {
      const { space, account } = await convenerOf(session, spaces);
      if (space.allowsRingMe === isAllowed) return {};
      await spaces.change(space.id, { allowsRingMe: isAllowed });
      const action = isAllowed ? 'ringMeAllowed' : 'ringMeForbidden';
      audit.recordAsync({ action, actor: accountActor(account), space });
      return {};
    },

    async ringMe(session, { to }) {
      const space = await spaces.findByCallId(session.joined.meeting.callId);
      // The meeting may have moved to another server meanwhile.
      const { meeting, person } = session.joined;
      if (!ringUps.isOn || space?.admitsPhones !== true) throw new Refused('noDialOut');
      if (!space.allowsRingMe) throw new Refused('ringMeOff');
      const number = readOwnNumber(to, allowedTargets);
      if (person.linkedLeg !== undefined) throw new Refused('speaksByPhone');
      const actor = personActor(session.client.account, person.name);
      await ringUps.ringMe({ meeting, space, actor }, person, number);
      return {};
    },

    async cancelRingMe(session) {
      const { meeting, person } = session.joined;
      ringUps.cancelOwn(meeting, person);
      return {};
    },
  };
}
