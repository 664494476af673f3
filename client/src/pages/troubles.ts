// What may go wrong on the way into a meeting, loaded as one chunk when it does.
import { LookUpFailedPage } from './LookUpFailedPage.tsx';
import { DeviceEventNotices } from '../parts/devices/DeviceEventNotices.tsx';
import { DeviceNotices } from '../parts/devices/DeviceNotices.tsx';
import { deviceTroubles } from '../parts/devices/deviceTrouble.ts';
import { JoinProblemNotice } from '../parts/JoinProblemNotice.tsx';
import { PhoneHint } from '../parts/PhoneHint.tsx';

export const troubles = {
  LookUpFailedPage,
  DeviceEventNotices,
  DeviceNotices,
  deviceTroubles,
  JoinProblemNotice,
  PhoneHint,
};
