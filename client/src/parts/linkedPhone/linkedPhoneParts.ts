// What those need whose connection is weak, and who may ring in place of the browser's sound: fetched as one.
import { DialInDialog } from './DialInDialog.tsx';
import { ConnectionNotice } from './ConnectionNotice.tsx';
import { LinkedPhoneNotice } from './LinkedPhoneNotice.tsx';

export const linkedPhoneParts = {
  DialInDialog,
  ConnectionNotice,
  LinkedPhoneNotice,
};
