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
const pageOf = <Name extends string>(
  group: PageGroup,
  name: Name,
  load: () => Promise<Record<Name, FunctionComponent>>,
) => page(async () => (await inLanguage(group, load()))[name]);

const MEETING = '/meeting/:callId';
const PAGES = {
  [MEETING]: MeetingPage,
  '/equipment': EquipmentPage,
  '/sign-in': pageOf('staff', 'SignInPage', () => import('./pages/SignInPage.tsx')),
  '/spaces': pageOf('staff', 'SpacesPage', () => import('./pages/SpacesPage.tsx')),
  '/spaces/:spaceId/invitation': pageOf(
    'staff',
    'InvitationPage',
    () => import('./pages/InvitationPage.tsx'),
  ),
  '/spaces/:spaceId/attendance': pageOf(
    'staff',
    'AttendancePage',
    () => import('./pages/AttendancePage.tsx'),
  ),
  '/accounts': pageOf('staff', 'AccountsPage', () => import('./pages/AccountsPage.tsx')),
  '/api-tokens': pageOf('staff', 'ApiTokensPage', () => import('./pages/ApiTokensPage.tsx')),
  '/audit': pageOf('staff', 'AuditPage', () => import('./pages/AuditPage.tsx')),
  '/accessibility-reports': pageOf(
    'staff',
    'AccessibilityReportsPage',
    () => import('./pages/AccessibilityReportsPage.tsx'),
  ),
  '/operations': pageOf('staff', 'OperationsPage', () => import('./pages/OperationsPage.tsx')),
  '/tillganglighet': pageOf(
    'statement',
    'StatementPage',
    () => import('./pages/StatementPage.tsx'),
  ),
  '/account': pageOf('staff', 'AccountPage', () => import('./pages/AccountPage.tsx')),
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
  const opened = (path: string) =>
    new RegExp(`^${path.replace(/:\w+/, '([^/]+)')}/?$`).exec(location.pathname);
  const found = Object.entries(PAGES).find(([path]) => opened(path));
  const callId = parseCallId(opened(MEETING)?.[1] ?? '');
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
