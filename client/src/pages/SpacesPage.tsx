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
import { useState } from 'preact/hooks';
import type { ApiRefusal } from '../platform/callApi.ts';
import { dateTime } from '../language/dateTime.ts';
import { spaceTexts } from '../language/texts/space.ts';
import { staffTexts } from '../language/texts/staff.ts';
import { useTexts } from '../language/useTexts.ts';
import { ConfirmDialog } from '../parts/staff/ConfirmDialog.tsx';
import { Field } from '../parts/Field.tsx';
import { NewSpaceForm } from '../parts/staff/NewSpaceForm.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { ResourceStatus } from '../parts/staff/ResourceStatus.tsx';
import { StaffLinks } from '../parts/staff/StaffLinks.tsx';
import { SpaceItem } from '../parts/staff/SpaceItem.tsx';
import { useStaffApi, useStaffResource } from '../parts/staff/useStaffApi.ts';

/** Fewer spaces need no search. */
const SEARCHED_FROM = 5;

export function SpacesPage() {
  const t = useTexts(staffTexts);
  const more = useTexts(spaceTexts);
  const { route } = useLocation();
  const { request, failure } = useStaffApi();
  const session = useStaffResource<SessionDescription>('/api/session');
  const list = useStaffResource<readonly SpaceDescription[]>('/api/spaces');
  // Without them the form offers less, and the server chooses.
  const defaults = useStaffResource<SpaceDefaults>('/api/spaces/defaults');
  const { body: me } = session;
  const { body: spaces, setBody: setSpaces } = list;
  const [done, setDone] = useState('');
  const [wanted, setWanted] = useState('');
  const [toDelete, setToDelete] = useState<SpaceDescription>();

  const reloadAll = () => Promise.all([session.reload(), list.reload(), defaults.reload()]);

  const create = async (space: NewSpace) => {
    const answer = await request<SpaceDescription>('POST', '/api/spaces', space);
    if (answer.type !== 'ok') return false;
    const { body: created } = answer;
    setSpaces((former = []) => [created, ...former.filter(({ id }) => id !== created.id)]);
    setDone(t.created({ name: space.name }));
    return true;
  };

  const show = (changed: SpaceDescription, said: string) => {
    setSpaces((former = []) => former.map((one) => (one.id === changed.id ? changed : one)));
    setDone(said);
  };

  const change = async ({ id }: SpaceDescription, settings: SpaceChange) => {
    const answer = await request<SpaceDescription>('PATCH', `/api/spaces/${id}`, settings);
    if (answer.type === 'ok') show(answer.body, more.saved({ name: answer.body.name }));
  };

  const renewLink = async ({ id, name }: SpaceDescription) => {
    const answer = await request<SpaceDescription>('POST', `/api/spaces/${id}/new-link`);
    if (answer.type === 'ok') show(answer.body, more.linkRenewed({ name }));
  };

  const endMeeting = async ({ id, name }: SpaceDescription) => {
    const answer = await request<undefined>('POST', `/api/spaces/${id}/end-meeting`);
    if (answer.type === 'ok') setDone(more.meetingEnded({ name }));
  };

  const remove = async ({ id, name, callId }: SpaceDescription) => {
    // One that is already gone counts as deleted.
    const isGone = ({ status }: ApiRefusal) => status === 404;
    const answer = await request<undefined>('DELETE', `/api/spaces/${id}`, undefined, isGone);
    if (answer.type === 'unreachable' || (answer.type === 'refused' && !isGone(answer))) return;
    setSpaces((former = []) => former.filter((space) => space.id !== id));
    const time = dateTime(new Date().toISOString());
    setDone(more.receipt({ name, callId: groupDigits(callId), time }));
  };

  const signOut = async () => {
    const answer = await request<undefined>('DELETE', '/api/session');
    if (answer.type === 'ok') route('/', true);
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
          <NewSpaceForm defaults={defaults.body} onCreate={create} />
          <output>{done}</output>
        </div>

        <ResourceStatus
          resource={{ ...list, reload: reloadAll }}
          otherFailure={failure}
          fetchingText={t.fetching}
        />
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
                hasRooms={defaults.body?.hasRooms ?? false}
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

/** Matches a part of the name, or of the call ID however it is grouped. */
function isWanted({ name, callId }: SpaceDescription, wanted: string): boolean {
  const text = wanted.trim().toLocaleLowerCase();
  const digits = text.replace(/[\s-]/g, '');
  return name.toLocaleLowerCase().includes(text) || (digits !== '' && callId.includes(digits));
}
