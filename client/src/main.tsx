// Starts the page: styles and routes, each page in a chunk of its own.
import { render } from 'preact';
import { ErrorBoundary, lazy, LocationProvider, Route, Router } from 'preact-iso';
import { CallIdPage } from './pages/CallIdPage.tsx';
import { textsFetched } from './language/defineTexts.ts';
import { type PageGroup, usePages } from './language/fetchTexts.ts';
import { locale } from './language/locale.ts';
import { LoadFailedPage } from './pages/LoadFailedPage.tsx';
import { NotFoundPage } from './pages/NotFoundPage.tsx';
import { StartPage } from './pages/StartPage.tsx';
import { keepFocus } from './parts/headingFocus.ts';
import './styles/all.css';

/** The page, with its texts in the language of the page. */
async function inLanguage<Page>(group: PageGroup, code: Promise<Page>): Promise<Page> {
  usePages(group, locale.get());
  const page = await code;
  await textsFetched();
  return page;
}

const loadMeeting = () => inLanguage('meeting', import('./pages/MeetingPage.tsx'));

const MeetingPage = lazy(() =>
  loadMeeting().then(
    (page) => page.MeetingPage,
    () => LoadFailedPage,
  ),
);
const EquipmentPage = lazy(() =>
  // After the meeting's chunk, whose media code it uses; a later visit to the meeting has it cached.
  loadMeeting()
    .then(({ loadEquipment }) => inLanguage('equipment', loadEquipment()))
    .then(
      (page) => page.EquipmentPage,
      () => LoadFailedPage,
    ),
);
const SignInPage = lazy(() =>
  inLanguage('staff', import('./pages/SignInPage.tsx')).then(
    (page) => page.SignInPage,
    () => LoadFailedPage,
  ),
);
const SpacesPage = lazy(() =>
  inLanguage('staff', import('./pages/SpacesPage.tsx')).then(
    (page) => page.SpacesPage,
    () => LoadFailedPage,
  ),
);
const InvitationPage = lazy(() =>
  inLanguage('staff', import('./pages/InvitationPage.tsx')).then(
    (page) => page.InvitationPage,
    () => LoadFailedPage,
  ),
);
const AccountsPage = lazy(() =>
  inLanguage('staff', import('./pages/AccountsPage.tsx')).then(
    (page) => page.AccountsPage,
    () => LoadFailedPage,
  ),
);
const AuditPage = lazy(() =>
  inLanguage('staff', import('./pages/AuditPage.tsx')).then(
    (page) => page.AuditPage,
    () => LoadFailedPage,
  ),
);
const ApiTokensPage = lazy(() =>
  inLanguage('staff', import('./pages/ApiTokensPage.tsx')).then(
    (page) => page.ApiTokensPage,
    () => LoadFailedPage,
  ),
);
const AttendancePage = lazy(() =>
  inLanguage('staff', import('./pages/AttendancePage.tsx')).then(
    (page) => page.AttendancePage,
    () => LoadFailedPage,
  ),
);
const AccountPage = lazy(() =>
  inLanguage('staff', import('./pages/AccountPage.tsx')).then(
    (page) => page.AccountPage,
    () => LoadFailedPage,
  ),
);

function App() {
  return (
    <LocationProvider>
      <ErrorBoundary>
        <Router>
          <Route path="/" component={StartPage} />
          <Route path="/call-id" component={CallIdPage} preloadMeeting={loadMeeting} />
          <Route path="/meeting/:callId" component={MeetingPage} />
          <Route path="/equipment" component={EquipmentPage} />
          <Route path="/sign-in" component={SignInPage} />
          <Route path="/spaces" component={SpacesPage} />
          <Route path="/accounts" component={AccountsPage} />
          <Route path="/api-tokens" component={ApiTokensPage} />
          <Route path="/audit" component={AuditPage} />
          <Route path="/account" component={AccountPage} />
          <Route path="/spaces/:spaceId/invitation" component={InvitationPage} />
          <Route path="/spaces/:spaceId/attendance" component={AttendancePage} />
          <Route default component={NotFoundPage} />
        </Router>
      </ErrorBoundary>
    </LocationProvider>
  );
}

const root = document.querySelector('#app');
if (root) {
  keepFocus();
  void textsFetched().then(() => {
    // Removes the fallback content for browsers that do not get this far.
    root.replaceChildren();
    render(<App />, root);
  });
}
