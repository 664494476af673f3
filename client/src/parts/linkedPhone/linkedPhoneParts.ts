// What people with a weak connection or a linked phone need, loaded as one chunk.
import { DialInDialog } from './DialInDialog.tsx';
import { ConnectionNotice } from './ConnectionNotice.tsx';
import { LinkedPhoneNotice } from './LinkedPhoneNotice.tsx';

export const linkedPhoneParts = {
  DialInDialog,
  ConnectionNotice,
  LinkedPhoneNotice,
};
