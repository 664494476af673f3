// The staff's page: find a space, invite to it, change it, delete it, make a new one.
import type { SessionDescription, SpaceDefaults } from '@distansmote/shared/httpApi.ts';
import type { SpaceRow } from '@distansmote/shared/spacesApi.ts';
import { Plus } from 'lucide';
import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { spaceTexts } from '../language/texts/space.ts';
import { spaceListTexts } from '../language/texts/spaceList.ts';
import { staffTexts } from '../language/texts/staff.ts';
import { useTexts } from '../language/useTexts.ts';
import { Icon } from '../parts/Icon.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import {
  ROWS_PER_PAGE,
  searchOf,
  type Tab,
  tabOf,
  totalOf,
  urlOf,
  viewOf,
} from '../parts/spaces/listView.ts';
import { NoSpaces } from '../parts/spaces/NoSpaces.tsx';
import { type Opened, OpenedDialog } from '../parts/spaces/OpenedDialog.tsx';
import { SearchField } from '../parts/spaces/SearchField.tsx';
import { SelectionBar } from '../parts/spaces/SelectionBar.tsx';
import { type SpaceAction, spaceMenu } from '../parts/spaces/spaceMenu.ts';
import { SpaceTable } from '../parts/spaces/SpaceTable.tsx';
import { SpaceTabs } from '../parts/spaces/SpaceTabs.tsx';
import { usePresence } from '../parts/spaces/usePresence.ts';
import { useSpaceActions } from '../parts/spaces/useSpaceActions.ts';
import { useSpaceList } from '../parts/spaces/useSpaceList.ts';
import { Pager } from '../parts/staff/Pager.tsx';
import { ResourceStatus } from '../parts/staff/ResourceStatus.tsx';
import { StaffLinks } from '../parts/staff/StaffLinks.tsx';
import { useStaffApi, useStaffResource } from '../parts/staff/useStaffApi.ts';

interface Search {
  text: string;
  tab: Tab | undefined;
  page: number;
}
const NO_SEARCH: Search = { text: '', tab: undefined, page: 1 };

export function SpacesPage() {
  const t = useTexts(spaceListTexts);
  const staff = useTexts(staffTexts);
  const more = useTexts(spaceTexts);
  const { query, route } = useLocation();
  const view = viewOf(query);
  const [search, setSearch] = useState(NO_SEARCH);
  const isSearching = search.text.trim() !== '';
  const page = isSearching ? search.page : view.page;
  const { request } = useStaffApi();
  const { body: me } = useStaffResource<SessionDescription>('/api/session');
  // Without them the form offers less, and the server chooses.
  const { body: defaults } = useStaffResource<SpaceDefaults>('/api/spaces/defaults');
  const list = useSpaceList(searchOf({ ...view, page }, search.text, search.tab));
  const presence = usePresence();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<Opened>();
  const actions = useSpaceActions(() => {
    setSelected(new Set());
    void list.reload();
  });

  const { body } = list;
  const spaces = body?.spaces ?? [];
  const chosen = spaces.filter(({ id }) => selected.has(id));
  const isAdministrator = me?.role === 'administrator';
  const heading = isAdministrator ? t.all : t.mine;
  const total = body ? totalOf(body) : 0;
  const pages = Math.ceil(total / ROWS_PER_PAGE);
  const presentCountOf = ({ id, presentCount }: SpaceRow) =>
    presence.counts === undefined ? presentCount : (presence.counts.get(id) ?? 0);

  const open = (next: Opened) => {
    // A question says who is inside as it is now, and not ten seconds ago.
    if (next.type !== 'create') void presence.ask();
    setOpened(next);
  };
  const act = (type: SpaceAction, space: SpaceRow) => {
    if (type === 'attendance') route(`/spaces/${space.id}/attendance`);
    else open({ type, space });
  };
  const create = () => open({ type: 'create' });
  const close = () => setOpened(undefined);

  // After a deletion there may be fewer pages.
  useEffect(() => {
    if (!isSearching && page > 1 && body && page > pages) {
      route(urlOf({ ...view, page: Math.max(1, pages) }), true);
    }
  }, [body]);

  const signOut = async () => {
    const answer = await request<undefined>('DELETE', '/api/session');
    if (answer.type === 'ok') route('/', true);
  };

  return (
    <PageFrame>
      <div class="spaces">
        <div class="spaces-head">
          <PageHeading text={heading} />
          <div class="spaces-me">
            {me && <p>{staff.signedInAs({ username: me.displayName || me.username })}</p>}
            {me && <StaffLinks me={me} />}
            <button type="button" class="button is-quiet" onClick={() => void signOut()}>
              {staff.signOut}
            </button>
          </div>
        </div>
        <div class="spaces-tools">
          <SearchField
            label={isAdministrator ? t.searchAll : t.search}
            value={search.text}
            onSearch={(text) => setSearch({ ...NO_SEARCH, text })}
          />
          <button type="button" class="button" onClick={create}>
            <Icon node={Plus} />
            {staff.create}
          </button>
        </div>
        {body && (
          <SpaceTabs
            totals={body.totals}
            shown={body.tab}
            isSearching={isSearching}
            onNarrow={(tab) => setSearch({ ...search, tab, page: 1 })}
          />
        )}
        <output class="spaces-status">{actions.status}</output>
        <ResourceStatus resource={list} otherFailure={actions.failure} fetchingText={t.fetching} />
        <output class="visually-hidden">
          {isSearching && body && (total === 0 ? t.noneFound : t.found(total))}
        </output>
        {spaces.length > 0 && body && (
          <SpaceTable
            list={body}
            caption={heading}
            hasRooms={defaults?.hasRooms ?? false}
            hasOwners={isAdministrator}
            presentCountOf={presentCountOf}
            selected={selected}
            onSelect={(ids, isSelected) => {
              const others = [...selected].filter((id) => !ids.includes(id));
              setSelected(new Set(isSelected ? [...others, ...ids] : others));
            }}
            onSort={(sort, direction) => {
              setSearch({ ...search, page: 1 });
              route(urlOf({ tab: view.tab, sort, direction }), true);
            }}
            menuOf={(space) => {
              const hasAttendance = defaults?.hasAttendance ?? false;
              const ringsUp = defaults?.ringsUp ?? false;
              const facts = { presentCount: presentCountOf(space), hasAttendance, ringsUp };
              return spaceMenu(space, facts, (action) => act(action, space));
            }}
          />
        )}
        {spaces.length === 0 && body && (
          <NoSpaces
            tab={body.tab}
            isSearching={isSearching}
            isFirst={Object.values(body.totals).every((one) => one === 0)}
            onClear={() => setSearch(NO_SEARCH)}
            onCreate={create}
          />
        )}
        <Pager
          page={page}
          pages={pages}
          {...(isSearching
            ? { onTurn: (to: number) => setSearch({ ...search, page: to }) }
            : { hrefOf: (to: number) => urlOf({ ...view, page: to }) })}
        />
        <SelectionBar
          count={chosen.length}
          onUnselect={() => setSelected(new Set())}
          onRemove={() => open({ type: 'removeMany', spaces: chosen })}
        />
      </div>
      {opened && (
        <OpenedDialog
          opened={opened}
          defaults={defaults}
          actions={actions}
          presentCountOf={presentCountOf}
          onCreated={({ name, startsAt }) => {
            setSearch(NO_SEARCH);
            route(urlOf({ tab: tabOf(startsAt, new Date().toISOString()) }), true);
            actions.setStatus(staff.created({ name }));
            void list.reload();
          }}
          onChanged={({ name }, hasNewTime) => {
            close();
            actions.setStatus(more.saved({ name }) + (hasNewTime ? ` ${more.tellNewTime}` : ''));
            void list.reload();
          }}
          onClose={close}
        />
      )}
    </PageFrame>
  );
}
