// The staff's page: make a space, open it, delete it.
import { groupDigits } from '@distansmote/shared/callId.ts';
import type {
  NewSpace,
  SessionDescription,
  SpaceChange,
  SpaceDefaults,
  SpaceDescription,
} from '@distansmote/shared/httpApi.ts';
import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { dateTime } from '../language/dateTime.ts';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { spaceTexts } from '../language/texts/space.ts';
import { staffTexts } from '../language/texts/staff.ts';
import { useTexts } from '../language/useTexts.ts';
import { type ApiAnswer, callApi } from '../platform/callApi.ts';
import { ConfirmDialog } from '../parts/staff/ConfirmDialog.tsx';
import { Field } from '../parts/Field.tsx';
import { NewSpaceForm } from '../parts/staff/NewSpaceForm.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { StaffLinks } from '../parts/staff/StaffLinks.tsx';
import { SpaceItem } from '../parts/staff/SpaceItem.tsx';

/** With fewer one sees them all. */
const SEARCHED_FROM = 5;

export function SpacesPage() {
  const t = useTexts(staffTexts);
  const more = useTexts(spaceTexts);
  const common = useTexts(everywhereTexts);
  const { route } = useLocation();
  const [me, setMe] = useState<SessionDescription>();
  const [spaces, setSpaces] = useState<readonly SpaceDescription[]>();
  const [defaults, setDefaults] = useState<SpaceDefaults>();
  const [problem, setProblem] = useState<'unreachable' | 'tooMany'>();
  const [done, setDone] = useState('');
  const [wanted, setWanted] = useState('');
  const [toDelete, setToDelete] = useState<SpaceDescription>();

  /** The body of a granted answer; else says what is wrong, or goes to the sign-in. */
  const accept = <Body,>(answer: ApiAnswer<Body>): { body: Body } | undefined => {
    setProblem(undefined);
    if (answer.is === 'granted') return { body: answer.body };
    if (answer.is === 'refused' && answer.status === 401) route('/sign-in', true);
    else setProblem(answer.is === 'refused' && answer.status === 429 ? 'tooMany' : 'unreachable');
    return undefined;
  };

  const fetchAll = async () => {
    const [session, list, newSpace] = await Promise.all([
      callApi<SessionDescription>('GET', '/api/session'),
      callApi<SpaceDescription[]>('GET', '/api/spaces'),
      callApi<SpaceDefaults>('GET', '/api/spaces/defaults'),
    ]);
    const [signedIn, fetched] = [accept(session), accept(list)];
    if (signedIn) setMe(signedIn.body);
    if (fetched) setSpaces(fetched.body);
    // Without them the form offers less, and the server chooses.
    if (newSpace.is === 'granted') setDefaults(newSpace.body);
  };
  useEffect(() => void fetchAll(), []);

  const create = async (space: NewSpace) => {
    const created = accept(await callApi<SpaceDescription>('POST', '/api/spaces', space));
    if (!created) return false;
    setSpaces((list = []) => [created.body, ...list.filter(({ id }) => id !== created.body.id)]);
    setDone(t.created({ name: space.name }));
    return true;
  };

  const show = (changed: SpaceDescription, said: string) => {
    setSpaces((list = []) => list.map((one) => (one.id === changed.id ? changed : one)));
    setDone(said);
  };

  const change = async ({ id }: SpaceDescription, settings: SpaceChange) => {
    const changed = accept(await callApi<SpaceDescription>('PATCH', `/api/spaces/${id}`, settings));
    if (changed) show(changed.body, more.saved({ name: changed.body.name }));
  };

  const renewLink = async ({ id, name }: SpaceDescription) => {
    const path = `/api/spaces/${id}/new-link`;
    const renewed = accept(await callApi<SpaceDescription>('POST', path));
    if (renewed) show(renewed.body, more.linkRenewed({ name }));
  };

  const endMeeting = async ({ id, name }: SpaceDescription) => {
    if (accept(await callApi<undefined>('POST', `/api/spaces/${id}/end-meeting`)))
      setDone(more.meetingEnded({ name }));
  };

  const remove = async ({ id, name, callId }: SpaceDescription) => {
    const answer = await callApi<undefined>('DELETE', `/api/spaces/${id}`);
    // Already gone is as good as deleted.
    const isGone = answer.is === 'refused' && answer.status === 404;
    if (!isGone && !accept(answer)) return;
    setSpaces((list = []) => list.filter((space) => space.id !== id));
    const time = dateTime(new Date().toISOString());
    setDone(more.receipt({ name, callId: groupDigits(callId), time }));
  };

  const signOut = async () => {
    if (accept(await callApi<undefined>('DELETE', '/api/session'))) route('/', true);
  };

  const found = (spaces ?? []).filter((space) => isWanted(space, wanted));

  return (
    <PageFrame>
      <div class="stack">
        <div class="spaces-head">
          <PageHeading text={t.spaces} />
          <div class="spaces-me">
            {me && <p>{t.signedInAs({ username: me.displayName || me.username })}</p>}
            {me && <StaffLinks me={me} />}
            <button type="button" class="button is-plain" onClick={() => void signOut()}>
              {t.signOut}
            </button>
          </div>
        </div>

        <div class="stack-tight">
          <NewSpaceForm defaults={defaults} onCreate={create} />
          <output>{done}</output>
        </div>

        {problem && (
          <Notice tone="fault" role="alert">
            <p>{common[problem]}</p>
            {!spaces && (
              <button type="button" class="button is-plain" onClick={() => void fetchAll()}>
                {common.tryAgain}
              </button>
            )}
          </Notice>
        )}

        {!spaces && !problem && <p class="soft">{t.fetching}</p>}
        {spaces?.length === 0 && <p class="soft">{t.none}</p>}
        {spaces && spaces.length > SEARCHED_FROM && (
          <Field
            label={more.search}
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
            autocomplete="off"
          />
        )}
        {spaces && spaces.length > 0 && (
          <ul class="spaces-list">
            {found.map((space) => (
              <SpaceItem
                key={space.id}
                space={space}
                hasRooms={defaults?.hasRooms ?? false}
                onChange={(settings) => change(space, settings)}
                onNewLink={() => void renewLink(space)}
                onEndMeeting={() => void endMeeting(space)}
                onDelete={() => setToDelete(space)}
              />
            ))}
          </ul>
        )}
        {spaces && spaces.length > 0 && found.length === 0 && <p class="soft">{more.noneFound}</p>}
      </div>
      {toDelete && (
        <ConfirmDialog
          question={{
            title: t.removeTitle({ name: toDelete.name }),
            what: t.removeWhat({ callId: groupDigits(toDelete.callId) }),
            confirm: t.remove,
            keep: t.keep,
            isDestructive: true,
            onConfirm: () => void remove(toDelete),
          }}
          onClose={() => setToDelete(undefined)}
        />
      )}
    </PageFrame>
  );
}

/** By a part of the name, or of the number however it is grouped. */
function isWanted({ name, callId }: SpaceDescription, wanted: string): boolean {
  const text = wanted.trim().toLocaleLowerCase();
  const digits = text.replace(/[\s-]/g, '');
  return name.toLocaleLowerCase().includes(text) || (digits !== '' && callId.includes(digits));
}
