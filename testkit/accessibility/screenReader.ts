// What a screen reader is told of a page by AT-SPI: the tree, where the focus is, and what live regions have said.
import type { AccessibilityBus, Signal } from './accessibilityBus.ts';

/** An object of AT-SPI: the connection and the path that it is at. */
interface ObjectAt {
  sender: string;
  path: string;
}

export interface Node {
  /** As AT-SPI names it, such as `push button` and `heading`. */
  role: string;
  name: string;
  description: string;
  /** Of the object on the bus. */
  path: string;
  children: Node[];
}

const ACCESSIBLE = 'org.a11y.atspi.Accessible';
const ROOT = { sender: 'org.a11y.atspi.Registry', path: '/org/a11y/atspi/accessible/root' };
/** Stands for a child in the text of its parent (U+FFFC). */
const CHILD = '\uFFFC';
/** Deeper than any page of ours. */
const MAX_DEPTH = 60;

export class ScreenReader {
  readonly #bus: AccessibilityBus;
  #said: { text: string; path: string }[] = [];
  /** By path: what that region has said, until it is taken away. */
  readonly #standing = new Map<string, string>();
  /** Events are looked into in their order. */
  #latest: Promise<void> = Promise.resolve();
  #focus: ObjectAt | undefined;

  constructor(bus: AccessibilityBus) {
    this.#bus = bus;
    bus.onSignal((signal) => {
      const { member, body } = signal;
      if (member === 'StateChanged' && body[0] === 'focused' && body[1] === 1) this.#focus = signal;
      if (member === 'TextChanged' && isOf(body, 'delete'))
        this.#then(async () => void this.#standing.delete(signal.path));
      if (member === 'TextChanged' && isOf(body, 'insert'))
        this.#then(() => this.#inserted(signal));
      if (member === 'ChildrenChanged' && isOf(body, 'add')) this.#then(() => this.#added(signal));
    });
  }

  /** What live regions have said so far, in order. */
  get said(): readonly string[] {
    return this.#said.map(({ text }) => text);
  }

  /** Nothing of it counts any more. */
  forget(): void {
    this.#said = [];
  }

  /** What has the focus, as `role name`; undefined when nothing has had it. */
  async focused(): Promise<string | undefined> {
    const focus = this.#focus;
    if (focus === undefined) return undefined;
    return `${await this.#role(focus)} ${await this.#wordsOf(focus)}`.trim();
  }

  /** The page whose title begins so. @throws Error there is none */
  async page(title: string): Promise<Node> {
    const found = await this.#find(ROOT, title, 0);
    if (found === undefined) throw new Error(`no page ${title} is shown`);
    return this.#read(found, 0);
  }

  async #find(at: ObjectAt, title: string, depth: number): Promise<ObjectAt | undefined> {
    if (depth > MAX_DEPTH) return undefined;
    const role = await this.#role(at);
    if (role.startsWith('document'))
      return (await this.#property(at, 'Name')).startsWith(title) ? at : undefined;
    for (const child of await this.#children(at)) {
      const found = await this.#find(child, title, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  async #read(at: ObjectAt, depth: number): Promise<Node> {
    const [role, name, description, children] = await Promise.all([
      this.#role(at),
      this.#wordsOf(at),
      this.#property(at, 'Description'),
      depth > MAX_DEPTH ? [] : this.#children(at),
    ]);
    const nodes = await Promise.all(children.map((child) => this.#read(child, depth + 1)));
    return { role, name, description, path: at.path, children: nodes };
  }

  /** Its name; what has none says its own text. */
  async #wordsOf(at: ObjectAt): Promise<string> {
    return (await this.#property(at, 'Name')) || (await this.#text(at)).replaceAll(CHILD, '');
  }

  #then(act: () => Promise<void>): void {
    // An object may be gone before it is looked into.
    this.#latest = this.#latest.then(act).catch(() => undefined);
  }

  async #inserted(signal: Signal): Promise<void> {
    const text = textOf(signal.body).replaceAll(CHILD, '').trim();
    if (text !== '' && (await this.#isLive(signal))) this.#say(signal, text);
  }

  /** A child has come: its words, and those within it. */
  async #added(signal: Signal): Promise<void> {
    const [sender, path] = childOf(signal.body);
    if (sender === undefined || path === undefined) return;
    const node = await this.#read({ sender, path }, 0);
    const text = wordsIn(node);
    // What comes back from behind a dialog is not said, and takes nothing back.
    if (text === '' || !(await this.#isLive(signal))) return;
    // Chromium has told of texts within it before: a screen reader reads the whole.
    const within = new Set(everyNode(node).map((one) => one.path));
    this.#said = this.#said.filter((said) => !within.has(said.path));
    this.#say(signal, text);
  }

  /** An element that comes is told twice: as text of its parent and as a child. */
  #say({ path }: ObjectAt, text: string): void {
    if (this.#standing.get(path) === text) return;
    this.#standing.set(path, text);
    this.#said.push({ text, path });
  }

  async #isLive(at: ObjectAt): Promise<boolean> {
    const attributes = await this.#attributes(at);
    const politeness = attributes.get('container-live') ?? attributes.get('live');
    return politeness === 'polite' || politeness === 'assertive';
  }

  async #attributes(at: ObjectAt): Promise<Map<string, string>> {
    const pairs = (await this.#ask(at, 'GetAttributes')) as [string, string][];
    return new Map(pairs);
  }

  async #children(at: ObjectAt): Promise<ObjectAt[]> {
    const children = (await this.#ask(at, 'GetChildren').catch(() => [])) as [string, string][];
    return children.map(([sender, path]) => ({ sender, path }));
  }

  #role(at: ObjectAt): Promise<string> {
    return this.#ask(at, 'GetRoleName').catch(() => '') as Promise<string>;
  }

  async #text(at: ObjectAt): Promise<string> {
    const { sender: destination, path } = at;
    const text = await this.#bus
      .call({
        destination,
        path,
        interface: 'org.a11y.atspi.Text',
        member: 'GetText',
        signature: 'ii',
        body: [0, -1],
      })
      .catch(() => '');
    return text as string;
  }

  async #property({ sender: destination, path }: ObjectAt, name: string): Promise<string> {
    const value = (await this.#bus
      .call({
        destination,
        path,
        interface: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        signature: 'ss',
        body: [ACCESSIBLE, name],
      })
      .catch(() => [[], ['']])) as [unknown, [string]];
    return value[1][0];
  }

  #ask({ sender: destination, path }: ObjectAt, member: string): Promise<unknown> {
    return this.#bus.call({ destination, path, interface: ACCESSIBLE, member });
  }
}

/** Firefox adds `/system` to changes that nobody has typed. */
const isOf = ([detail]: readonly unknown[], kind: string) =>
  typeof detail === 'string' && detail.split('/')[0] === kind;

/** A variant, as the library reads it: its signature, and its value in a list. */
const valueOf = ([, , , variant]: readonly unknown[]) => (variant as [unknown, [unknown]])[1][0];
const textOf = (body: readonly unknown[]) => valueOf(body) as string;
const childOf = (body: readonly unknown[]) => valueOf(body) as [string?, string?];

/** All words of a node, in order. */
export function wordsIn({ name, children }: Node): string {
  if (name !== '') return name.trim();
  return children
    .map((child) => wordsIn(child))
    .filter(Boolean)
    .join(' ');
}

/** The node and all below it, in order. */
export function everyNode(node: Node): Node[] {
  return [node, ...node.children.flatMap((child) => everyNode(child))];
}
