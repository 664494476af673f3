// English of the pages for staff.
export { accounts } from '../accounts.ts';
export { attendance } from '../attendance.ts';
export { audit } from '../audit.ts';
export { invitation } from '../invitation.ts';
export { operations } from '../operations.ts';
export { space } from '../space.ts';
export { spaceList } from '../spaceList.ts';
export { staff } from '../staff.ts';
export { statement } from '../statement.ts';
