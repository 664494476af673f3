// The group of attributes that says what has become of a request for the floor (RFC 8855 §5.2.15).
import { type BfcpAttribute, findAttribute } from './bfcpAttributes.ts';
import type { RequestStatus } from './bfcpCodes.ts';

export interface FloorRequestInformation {
  floorRequestId: number;
  /** Undefined when it is not said. */
  status: RequestStatus | undefined;
  /** Who shall have the floor; undefined when it is not said. */
  beneficiaryId: number | undefined;
}

/** With the status of the request and that of its one floor, since some look at one only, and some at the other. */
export function writeFloorRequest(
  floorRequestId: number,
  floorId: number,
  beneficiaryId: number,
  status: RequestStatus,
): BfcpAttribute {
  const statuses: BfcpAttribute[] = [{ type: 'requestStatus', status, queuePosition: 0 }];
  return {
    type: 'floorRequestInformation',
    id: floorRequestId,
    attributes: [
      { type: 'overallRequestStatus', id: floorRequestId, attributes: statuses },
      { type: 'floorRequestStatus', id: floorId, attributes: statuses },
      { type: 'beneficiaryInformation', id: beneficiaryId, attributes: [] },
    ],
  };
}

/** All that a message names, for this floor or for none in particular. */
export function readFloorRequests(
  attributes: readonly BfcpAttribute[],
  floorId: number,
): FloorRequestInformation[] {
  return attributes.flatMap((attribute) => {
    if (attribute.type !== 'floorRequestInformation') return [];
    const overall = findAttribute(attribute.attributes, 'overallRequestStatus');
    const floors = attribute.attributes.filter((one) => one.type === 'floorRequestStatus');
    const ofFloor = floors.find(({ id }) => id === floorId);
    if (floors.length > 0 && ofFloor === undefined) return [];
    const group = overall ?? ofFloor;
    const beneficiary = findAttribute(attribute.attributes, 'beneficiaryInformation');
    return [
      {
        floorRequestId: attribute.id,
        status: findAttribute(group?.attributes ?? [], 'requestStatus')?.status,
        beneficiaryId: beneficiary?.id,
      },
    ];
  });
}
