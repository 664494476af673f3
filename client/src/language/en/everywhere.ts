// English: texts that several pages share.
import type { TranslationOf } from '../defineTexts.ts';
import type { everywhereTexts } from '../texts/everywhere.ts';

export const everywhere: TranslationOf<typeof everywhereTexts> = {
  tabTitle: '{page} – Distansmöte',
  toStart: 'To the start page',
  language: 'Language',
  notRecorded: 'Meetings are not recorded.',
  testEquipment: 'Test your equipment',
  support: 'Need help?',
  privacy: 'Personal data',
  accessibility: 'Accessibility',
  opensInTab: '(opens in a new tab)',
  close: 'Close',
  hide: 'Hide',
  tryAgain: 'Try again',
  unreachable:
    'We cannot reach the service. Check that you are connected to the internet and try again.',
  tooMany: 'Too many attempts in a short time. Wait a minute and try again.',
  notFoundTitle: 'Page not found',
  notFound: 'This address leads to no page. Check that it is spelt correctly.',
  loadFailedTitle: 'The page could not be loaded',
  loadFailed: 'Check that you are connected to the internet and reload the page.',
  reload: 'Reload the page',
};
