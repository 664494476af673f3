// `npm run notices`: writes THIRD-PARTY-NOTICES.md.
import { writeFileSync } from 'node:fs';
import { NOTICES, thirdPartyNotices } from './notices/thirdPartyNotices.mjs';

writeFileSync(NOTICES, thirdPartyNotices());
console.log(`• ${NOTICES} is up to date`);
