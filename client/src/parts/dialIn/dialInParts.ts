// What people with a weak connection or with audio by telephone need, loaded as one chunk.
import { DialInDialog } from './DialInDialog.tsx';
import { ConnectionNotice } from './ConnectionNotice.tsx';
import { ByPhoneNotice } from './ByPhoneNotice.tsx';

export const dialInParts = {
  DialInDialog,
  ConnectionNotice,
  ByPhoneNotice,
};
