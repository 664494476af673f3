// Which parts of the texts are fetched together, in one file for each language: those of the pages that are.

export const GROUPS = {
  /** The pages that come first. */
  start: ['everywhere', 'start', 'translation'],
  /** The way into a meeting, and the room when it is first drawn. */
  meeting: ['chat', 'devices', 'entry', 'room', 'screen'],
  /** What comes later in a meeting, or not at all. */
  later: [
    'captions',
    'check',
    'connection',
    'conversation',
    'deviceEvents',
    'deviceTrouble',
    'dialIn',
    'early',
    'ending',
    'happening',
    'liveText',
    'lobby',
    'moderation',
    'more',
    'people',
    'permission',
    'phoneHint',
    'problem',
    'reminder',
    'roles',
    'ringMe',
    'ringing',
    'roomPicture',
    'settings',
    'sharing',
    'smallWindow',
    'tile',
  ],
  /** The equipment test, beside the meeting. */
  equipment: ['equipment'],
  /** The accessibility statement. */
  statement: ['statement'],
  staff: [
    'accounts',
    'attendance',
    'audit',
    'invitation',
    'operations',
    // In the list of attendance.
    'roles',
    // Of the people who are saved with a space.
    'ringing',
    'space',
    'spaceList',
    'staff',
    // The messages that come from its form.
    'statement',
  ],
} as const satisfies Record<string, readonly string[]>;

export type Group = keyof typeof GROUPS;

/** Seen by staff alone, who have Swedish and English. */
export const STAFF_PARTS: readonly string[] = [
  ...GROUPS.staff.filter((part) => part !== 'roles'),
  'moderation',
  'reminder',
  'roomPicture',
  'statement',
];
