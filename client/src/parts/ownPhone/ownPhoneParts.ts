// What those need whose connection is weak, and who may ring in place of the browser's sound: fetched as one.
import { CallInsteadDialog } from './CallInsteadDialog.tsx';
import { ConnectionNotice } from './ConnectionNotice.tsx';
import { OwnPhoneNotice } from './OwnPhoneNotice.tsx';

export const ownPhoneParts = { CallInsteadDialog, ConnectionNotice, OwnPhoneNotice };
