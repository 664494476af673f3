// The audit log as CSV for a spreadsheet, in Swedish or English.
import type { Readable } from 'node:stream';
import type { AuditActor, AuditAction, AuditEntry } from '@distansmote/shared/auditApi.ts';
import { swedishIso } from '@distansmote/shared/swedishTime.ts';
import { spreadsheetCsv } from '../platform/spreadsheetCsv.ts';

export type CsvLanguage = 'sv' | 'en';

const words: Record<
  CsvLanguage,
  {
    columns: readonly string[];
    actions: Record<AuditAction, string>;
    kinds: Record<AuditActor['kind'], string>;
    roles: Record<'administrator' | 'staff', string>;
  }
> = {
  sv: {
    columns: [
      'Tid (svensk tid)',
      'Vem',
      'Slag',
      'Gjorde',
      'Gäller',
      'Roll',
      'Möte',
      'Samtals-ID',
      'Mötets id',
      'Närmare',
    ],
    actions: {
      spaceCreated: 'Skapade mötet',
      spaceChanged: 'Ändrade mötet',
      linkRenewed: 'Gav mötet en ny länk',
      spaceDeleted: 'Tog bort mötet',
      convenerAdded: 'Lät leda mötet',
      convenerRemoved: 'Lät inte längre leda mötet',
      entered: 'Gick in i mötet',
      left: 'Lämnade mötet',
      connectionLost: 'Tappade anslutningen till mötet',
      admitted: 'Släppte in',
      turnedAway: 'Avvisade',
      removed: 'Tog bort ur mötet',
      blocked: 'Tog bort ur mötet och spärrade',
      locked: 'Låste mötet',
      unlocked: 'Låste upp mötet',
      muted: 'Stängde av mikrofonen',
      mutedEverybody: 'Stängde av allas mikrofoner',
      renamed: 'Bytte namn på',
      renamedSelf: 'Bytte eget namn',
      soundAsked: 'Bad om ljud',
      handLowered: 'Tog ner handen',
      screenStopped: 'Avslutade delad skärm',
      madeInterpreter: 'Gjorde till tolk',
      madeSignLanguageInterpreter: 'Gjorde till teckenspråkstolk',
      madeCaptioner: 'Gjorde till skrivtolk',
      meetingRoleRemoved: 'Tog bort tolkrollen för',
      spotlightSet: 'Visade stort för alla',
      spotlightEnded: 'Slutade visa stort för alla',
      lobbyTold: 'Skrev till dem som väntade',
      meetingEnded: 'Avslutade mötet för alla',
      signedIn: 'Loggade in',
      signInFailed: 'Kunde inte logga in',
      signedOut: 'Loggade ut',
      accountCreated: 'Skapade kontot',
      accountClosed: 'Stängde kontot',
      accountReopened: 'Öppnade kontot igen',
      accountRenamed: 'Bytte namn på kontot',
      roleChanged: 'Ändrade kontots roll',
      passwordReset: 'Gav kontot ett nytt lösenord',
      apiTokenCreated: 'Skapade API-nyckeln',
      apiTokenRevoked: 'Drog in API-nyckeln',
      apiTokenUsed: 'Använde API-nyckeln, första gången den dagen',
      nodeDrained: 'Började tömma servern',
      nodeDrainCancelled: 'Avbröt tömningen av servern',
      accessibilityReportsDeleted: 'Tog bort meddelanden om tillgänglighet',
    },
    kinds: {
      account: 'Konto',
      apiToken: 'API-nyckel',
      guest: 'Gäst',
      command: 'npm run admin',
      identityProvider: 'Inloggningstjänsten',
      service: 'Tjänsten själv',
      unknown: 'Okänd',
    },
    roles: { administrator: 'Administratör', staff: 'Personal' },
  },
  en: {
    columns: [
      'Time (Swedish time)',
      'Who',
      'Kind',
      'Did',
      'About',
      'Role',
      'Meeting',
      'Call ID',
      'Meeting’s id',
      'Detail',
    ],
    actions: {
      spaceCreated: 'Created the meeting',
      spaceChanged: 'Changed the meeting',
      linkRenewed: 'Gave the meeting a new link',
      spaceDeleted: 'Deleted the meeting',
      convenerAdded: 'Let lead the meeting',
      convenerRemoved: 'Let no longer lead the meeting',
      entered: 'Entered the meeting',
      left: 'Left the meeting',
      connectionLost: 'Lost the connection to the meeting',
      admitted: 'Let in',
      turnedAway: 'Turned away',
      removed: 'Removed from the meeting',
      blocked: 'Removed from the meeting and blocked',
      locked: 'Locked the meeting',
      unlocked: 'Unlocked the meeting',
      muted: 'Muted',
      mutedEverybody: 'Muted everybody',
      renamed: 'Renamed',
      renamedSelf: 'Changed their own name',
      soundAsked: 'Asked for sound',
      handLowered: 'Lowered the hand',
      screenStopped: 'Stopped the shared screen',
      madeInterpreter: 'Made an interpreter',
      madeSignLanguageInterpreter: 'Made a sign language interpreter',
      madeCaptioner: 'Made a captioner',
      meetingRoleRemoved: 'Took away the role of interpreter or captioner',
      spotlightSet: 'Spotlighted for everybody',
      spotlightEnded: 'Ended the spotlight',
      lobbyTold: 'Wrote to those waiting',
      meetingEnded: 'Ended the meeting for everybody',
      signedIn: 'Signed in',
      signInFailed: 'Could not sign in',
      signedOut: 'Signed out',
      accountCreated: 'Created the account',
      accountClosed: 'Closed the account',
      accountReopened: 'Opened the account again',
      accountRenamed: 'Renamed the account',
      roleChanged: 'Changed the account’s role',
      passwordReset: 'Gave the account a new password',
      apiTokenCreated: 'Created the API token',
      apiTokenRevoked: 'Revoked the API token',
      apiTokenUsed: 'Used the API token, for the first time that day',
      nodeDrained: 'Began to drain the server',
      nodeDrainCancelled: 'Stopped draining the server',
      accessibilityReportsDeleted: 'Deleted messages about accessibility',
    },
    kinds: {
      account: 'Account',
      apiToken: 'API token',
      guest: 'Guest',
      command: 'npm run admin',
      identityProvider: 'The identity provider',
      service: 'The service itself',
      unknown: 'Unknown',
    },
    roles: { administrator: 'Administrator', staff: 'Staff' },
  },
};

export function auditCsv(entries: AsyncIterable<AuditEntry>, language: CsvLanguage): Readable {
  const { columns, actions, kinds, roles } = words[language];
  async function* rows() {
    for await (const { at, by, deed, about, role, space, detail } of entries) {
      yield [
        swedishIso(at),
        by.name,
        kinds[by.kind],
        actions[deed],
        about ?? '',
        role === null ? '' : roles[role],
        space?.name ?? '',
        space?.callId ?? '',
        space?.id ?? '',
        detail ?? '',
      ];
    }
  }
  return spreadsheetCsv(columns, rows());
}
