// The administrators' table of servers: how full each is, and whether it is drained.
import type { NodeDescription } from '@distansmote/shared/nodesApi.ts';
import { takesMeetings } from '@distansmote/shared/takesMeetings.ts';
import { Fragment } from 'preact';
import { locale } from '../../language/locale.ts';
import { shortTime } from '../../language/shortTime.ts';
import { operationsTexts } from '../../language/texts/operations.ts';
import { useTexts } from '../../language/useTexts.ts';
import { nameOf, type NodeState, nodeState } from './nodeState.ts';
import { TableHead } from './TableHead.tsx';

const BADGES: Record<NodeState, string> = {
  running: 'is-now',
  willDrain: 'is-caution',
  draining: 'is-caution',
  drained: '',
  silent: 'is-fault',
};

interface NodeTableProps {
  nodes: readonly NodeDescription[];
  caption: string;
  onDrain: (node: NodeDescription) => void;
  onCancel: (node: NodeDescription) => void;
}

export function NodeTable({ nodes, caption, onDrain, onCancel }: NodeTableProps) {
  const t = useTexts(operationsTexts);
  const isCluster = nodes.some(({ address }) => address !== null);
  /** Of most servers there is nothing to say. */
  const guestWords = ({ lentWorkers, borrowedWorkers }: NodeDescription) => [
    ...(lentWorkers > 0 ? [t.lends({ count: lentWorkers })] : []),
    ...(borrowedWorkers > 0 ? [t.borrows({ count: borrowedWorkers })] : []),
  ];
  const buttonOf = (node: NodeDescription) => {
    if (node.isDrainAsked) return { words: t.cancelDrain, onClick: () => onCancel(node) };
    const hasOther = nodes.some((other) => other !== node && takesMeetings(other));
    return takesMeetings(node) && hasOther
      ? { words: t.drain, onClick: () => onDrain(node) }
      : undefined;
  };
  return (
    <table class="table node-table">
      <caption class="visually-hidden">{caption}</caption>
      <TableHead
        columns={[
          t.server,
          t.state,
          t.peopleNow,
          t.meetingsNow,
          t.callsNow,
          t.workersNow,
          t.version,
          t.since,
        ]}
        {...(isCluster && { actions: t.actions })}
      />
      <tbody>
        {nodes.map((node) => {
          const { id, address, people, meetings, calls, mediaWorkers, version, startedAt } = node;
          const state = nodeState(node);
          const started = shortTime(startedAt, locale.get(), new Date(), 'short');
          const button = buttonOf(node);
          return (
            <tr key={id} class={state === 'silent' ? 'is-over' : ''}>
              <th scope="row" id={`node-${id}`}>
                <bdi>{address === null ? t.alone : breakable(nameOf(node))}</bdi>
              </th>
              <td class="cell-state">
                <span class={`badge ${BADGES[state]}`}>{t[state]}</span>
              </td>
              <Figure value={people} words={t.people(people)} />
              <Figure value={meetings} words={t.meetings(meetings)} />
              <Figure value={calls} words={t.calls(calls)} />
              <td class="cell-figure">
                <span class="in-column">{mediaWorkers}</span>
                <span class="in-line">{t.workers(mediaWorkers)}</span>
                {guestWords(node).map((words) => (
                  <span key={words} class="cell-guests">
                    {words}
                  </span>
                ))}
              </td>
              <Figure value={version} words={t.versionOf({ version })} />
              <td class="cell-time">
                <span class="in-column">{started}</span>
                <span class="in-line">{t.sinceWhen({ time: started })}</span>
              </td>
              {isCluster && (
                <td class="cell-menu">
                  {button && (
                    <button
                      type="button"
                      class="button is-quiet"
                      aria-describedby={`node-${id}`}
                      onClick={button.onClick}
                    >
                      {button.words}
                    </button>
                  )}
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Where it is too long for its column, it is broken before its port or a dot, and not within a number. */
const breakable = (name: string) =>
  name.split(/(?=[.:])/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));

/** @param words where the column has no head, on a phone. */
function Figure({ value, words }: { value: number | string; words: string }) {
  return (
    <td class="cell-figure">
      <span class="in-column">{value}</span>
      <span class="in-line">{words}</span>
    </td>
  );
}
