// Which file each module of the client goes into: that of the first page that needs it, on the way into a meeting.
import type { Plugin } from 'vite';

/** Of other projects, and in files of their own, so that a new release of ours does not fetch them again. */
const LIBRARIES: [name: string, packages: RegExp][] = [
  [
    'media',
    /\/node_modules\/(mediasoup-client\/lib\/(?!handlers\/[A-Z])|sdp-transform\/)|\/standIns\/media\//,
  ],
  ['signalling', /\/node_modules\/(@?socket\.io|engine\.io)|\/standIns\/signalling\//],
  [
    'views',
    /\/node_modules\/(preact|nanostores|@nanostores|zustand)|vite\/preload-helper|rolldown\/runtime/,
  ],
];

/** On the way into a meeting: what the earlier ones bring, the later ones need not. */
const WAY_IN: [name: string, start: RegExp][] = [
  ['index', /\/client\/src\/main\.tsx$/],
  ['meeting', /\/pages\/MeetingPage\.tsx$/],
  ['room', /\/pages\/RoomPage\.tsx$/],
];

const STAFF_PAGES =
  /\/pages\/(SignIn|Spaces|Invitation|Attendance|Accounts|ApiTokens|Audit|Operations|Account|AccessibilityReports)Page\.tsx$/;

export class Chunks {
  /** By module. */
  readonly #chunks = new Map<string, string>();

  /** Fills in what `nameOf` answers. */
  get plugin(): Plugin {
    const chunks = this.#chunks;
    return {
      name: 'chunks',
      apply: 'build',
      buildEnd(error) {
        if (error) return;
        const ids = [...this.getModuleIds()];
        const importsOf = (id: string) => this.getModuleInfo(id)?.importedIds ?? [];
        const startsOf = (start: RegExp) => {
          const starts = ids.filter((id) => start.test(id));
          if (starts.length === 0) this.error(`there is no page ${start}`);
          return starts;
        };
        const staff = startsOf(STAFF_PAGES).map((page) => closure([page], importsOf));
        const others = ids
          .flatMap((id) => this.getModuleInfo(id)?.dynamicallyImportedIds ?? [])
          .filter((id) => !STAFF_PAGES.test(id))
          .map((page) => closure([page], importsOf));
        for (const [name, start] of WAY_IN) {
          for (const id of closure(startsOf(start), importsOf)) {
            const isShared = name !== 'index' && staff.some((page) => page.has(id));
            // A small file, so that staff do not fetch the meeting.
            if (!chunks.has(id)) chunks.set(id, isShared ? 'shared' : name);
          }
        }
        for (const id of staff.flatMap((page) => [...page])) {
          const isOften = staff.filter((page) => page.has(id)).length > 1;
          if (isOften && !chunks.has(id) && !others.some((page) => page.has(id)))
            chunks.set(id, 'staff');
        }
      },
    };
  }

  readonly nameOf = (id: string): string | null =>
    LIBRARIES.find(([, packages]) => packages.test(id))?.[0] ?? this.#chunks.get(id) ?? null;
}

/** All modules that come with these. */
function closure(starts: string[], importsOf: (id: string) => readonly string[]): Set<string> {
  const found = new Set<string>(starts);
  for (const id of found) for (const imported of importsOf(id)) found.add(imported);
  return found;
}
