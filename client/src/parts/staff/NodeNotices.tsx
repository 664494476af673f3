// What an administrator should know of the servers, beside the table: which does not answer, which is drained, which differ.
import type { NodeDescription } from '@distansmote/shared/nodesApi.ts';
import { operationsTexts } from '../../language/texts/operations.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Notice } from '../Notice.tsx';
import { nameOf, nodeState } from './nodeState.ts';

export function NodeNotices({ nodes }: { nodes: readonly NodeDescription[] }) {
  const t = useTexts(operationsTexts);
  const inState = (state: ReturnType<typeof nodeState>) =>
    nodes.filter((node) => nodeState(node) === state);
  const addressOf = (node: NodeDescription) => ({ address: nameOf(node) });
  // One that has been asked to in this second has others to go to.
  const hasNoOther = inState('running').length === 0 && inState('willDrain').length > 0;
  return (
    // There before what it tells comes, so that it is read out.
    <output class="stack-tight node-notices">
      {inState('silent').map((node) => (
        <Notice key={node.id} tone="caution" title={t.silentTitle}>
          <p>{t.silentWhat(addressOf(node))}</p>
        </Notice>
      ))}
      {hasNoOther && (
        <Notice tone="caution">
          <p>{t.waitsForOther}</p>
        </Notice>
      )}
      {inState('drained').map((node) => (
        <Notice key={node.id} tone="calm" title={t.drainedTitle}>
          <p>{t.drainedWhat(addressOf(node))}</p>
        </Notice>
      ))}
      {new Set(nodes.map(({ version }) => version)).size > 1 && (
        <Notice tone="calm">
          <p>{t.versionsDiffer}</p>
        </Notice>
      )}
    </output>
  );
}
