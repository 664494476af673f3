// The numbers of the Binary Floor Control Protocol (RFC 8855): primitives, attributes, states of a request, errors.

/** Table 1 and §16.2. */
export const PRIMITIVES = {
  FloorRequest: 1,
  FloorRelease: 2,
  FloorRequestQuery: 3,
  FloorRequestStatus: 4,
  UserQuery: 5,
  UserStatus: 6,
  FloorQuery: 7,
  FloorStatus: 8,
  ChairAction: 9,
  ChairActionAck: 10,
  Hello: 11,
  HelloAck: 12,
  Error: 13,
  FloorRequestStatusAck: 14,
  FloorStatusAck: 15,
  Goodbye: 16,
  GoodbyeAck: 17,
} as const;

export type Primitive = keyof typeof PRIMITIVES;

/** §5.2, table 2. */
export const ATTRIBUTES = {
  beneficiaryId: 1,
  floorId: 2,
  floorRequestId: 3,
  priority: 4,
  requestStatus: 5,
  errorCode: 6,
  errorInfo: 7,
  participantProvidedInfo: 8,
  statusInfo: 9,
  supportedAttributes: 10,
  supportedPrimitives: 11,
  userDisplayName: 12,
  userUri: 13,
  beneficiaryInformation: 14,
  floorRequestInformation: 15,
  requestedByInformation: 16,
  floorRequestStatus: 17,
  overallRequestStatus: 18,
} as const;

export type AttributeName = keyof typeof ATTRIBUTES;

/** §5.2.5. */
export const REQUEST_STATUSES = {
  pending: 1,
  accepted: 2,
  granted: 3,
  denied: 4,
  cancelled: 5,
  released: 6,
  revoked: 7,
} as const;

export type RequestStatus = keyof typeof REQUEST_STATUSES;

/** §5.2.6. */
export const ERRORS = {
  conferenceUnknown: 1,
  userUnknown: 2,
  primitiveUnknown: 3,
  mandatoryAttributeUnknown: 4,
  operationUnauthorized: 5,
  floorIdInvalid: 6,
  floorRequestIdUnknown: 7,
  tooManyFloorRequests: 8,
  tlsRequired: 9,
  messageUnreadable: 10,
  dtlsRequired: 11,
  versionUnsupported: 12,
  lengthIncorrect: 13,
  generic: 14,
} as const;

export type BfcpError = keyof typeof ERRORS;

export const primitiveOf = inverse(PRIMITIVES);
export const attributeOf = inverse(ATTRIBUTES);
export const requestStatusOf = inverse(REQUEST_STATUSES);

function inverse<Name extends string>(
  codes: Readonly<Record<Name, number>>,
): ReadonlyMap<number, Name> {
  return new Map(Object.entries<number>(codes).map(([name, code]) => [code, name as Name]));
}
