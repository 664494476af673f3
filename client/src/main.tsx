// Starts the page: styles and routes, each page in a chunk of its own.
import { parseCallId } from '@distansmote/shared/callId.ts';
import { type FunctionComponent, render } from 'preact';
import { ErrorBoundary, lazy, LocationProvider, Route, Router } from 'preact-iso';
import { CallIdPage } from './pages/CallIdPage.tsx';
import { textsFetched } from './language/defineTexts.ts';
import { type PageGroup, usePages } from './language/fetchTexts.ts';
import { locale } from './language/locale.ts';
import { LoadFailedPage } from './pages/LoadFailedPage.tsx';
import { NotFoundPage } from './pages/NotFoundPage.tsx';
import { StartPage } from './pages/StartPage.tsx';
import { keepFocus } from './parts/headingFocus.ts';
import { lookUpMeeting } from './session/lookUp.ts';
import './styles/all.css';

/** The page, with its texts in the language of the page. */
async function inLanguage<Page>(group: PageGroup, code: Promise<Page>): Promise<Page> {
  usePages(group, locale.get());
  const page = await code;
  await textsFetched();
  return page;
}

const loadMeeting = () => inLanguage('meeting', import('./pages/MeetingPage.tsx'));

/** A page in a chunk of its own, in words that can be read when it is shown. */
const page = (load: () => Promise<FunctionComponent>) =>
  lazy(() => load().catch(() => LoadFailedPage));

const MeetingPage = page(async () => (await loadMeeting()).MeetingPage);
const EquipmentPage = page(async () => {
  // After the meeting's chunk, whose media code it uses; a later visit to the meeting has it cached.
  const { loadEquipment } = await loadMeeting();
  return (await inLanguage('equipment', loadEquipment())).EquipmentPage;
});
/** Of the staff's pages. */
const staffPage = <Name extends string>(
  name: Name,
  load: () => Promise<Record<Name, FunctionComponent>>,
) => page(async () => (await inLanguage('staff', load()))[name]);

const PAGES = {
  '/meeting/:callId': MeetingPage,
  '/equipment': EquipmentPage,
  '/sign-in': staffPage('SignInPage', () => import('./pages/SignInPage.tsx')),
  '/spaces': staffPage('SpacesPage', () => import('./pages/SpacesPage.tsx')),
  '/spaces/:spaceId/invitation': staffPage(
    'InvitationPage',
    () => import('./pages/InvitationPage.tsx'),
  ),
  '/spaces/:spaceId/attendance': staffPage(
    'AttendancePage',
    () => import('./pages/AttendancePage.tsx'),
  ),
  '/accounts': staffPage('AccountsPage', () => import('./pages/AccountsPage.tsx')),
  '/api-tokens': staffPage('ApiTokensPage', () => import('./pages/ApiTokensPage.tsx')),
  '/audit': staffPage('AuditPage', () => import('./pages/AuditPage.tsx')),
  '/accessibility-reports': staffPage(
    'AccessibilityReportsPage',
    () => import('./pages/AccessibilityReportsPage.tsx'),
  ),
  '/operations': staffPage('OperationsPage', () => import('./pages/OperationsPage.tsx')),
  '/tillganglighet': page(
    async () => (await inLanguage('statement', import('./pages/StatementPage.tsx'))).StatementPage,
  ),
  '/account': staffPage('AccountPage', () => import('./pages/AccountPage.tsx')),
};

function App() {
  return (
    <LocationProvider>
      <ErrorBoundary>
        <Router>
          <Route path="/" component={StartPage} />
          <Route path="/call-id" component={CallIdPage} preloadMeeting={loadMeeting} />
          {Object.entries(PAGES).map(([path, component]) => (
            <Route key={path} path={path} component={component} />
          ))}
          <Route default component={NotFoundPage} />
        </Router>
      </ErrorBoundary>
    </LocationProvider>
  );
}

/** The page that is opened first, and the look-up of its meeting, which needs not wait for its code. */
async function firstPage(): Promise<void> {
  const opened = location.pathname.split('/').filter(Boolean);
  const found = Object.entries(PAGES).find(([path]) => {
    const parts = path.split('/').filter(Boolean);
    const isAlike = parts.every((part, index) => part.startsWith(':') || part === opened[index]);
    return isAlike && parts.length === opened.length;
  });
  const callId = opened[0] === 'meeting' ? parseCallId(opened[1] ?? '') : undefined;
  if (callId !== undefined) void lookUpMeeting(callId);
  await found?.[1].preload();
}

const root = document.querySelector('#app');
if (root) {
  keepFocus();
  // Until both are there, what index.html shows stays: no page is blank on the way.
  void Promise.all([textsFetched(), firstPage()]).then(() => {
    root.replaceChildren();
    render(<App />, root);
  });
}
