// For administrators: the servers of the service, how full each is, and draining one before it is stopped.
import type { NodeDescription } from '@distansmote/shared/nodesApi.ts';
import { takesMeetings } from '@distansmote/shared/takesMeetings.ts';
import { useState } from 'preact/hooks';
import { accountsTexts } from '../language/texts/accounts.ts';
import { operationsTexts } from '../language/texts/operations.ts';
import { useTexts } from '../language/useTexts.ts';
import { ConfirmDialog, type Question } from '../parts/ConfirmDialog.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { AdminHeading } from '../parts/staff/AdminHeading.tsx';
import { NodeNotices } from '../parts/staff/NodeNotices.tsx';
import { NodeTable } from '../parts/staff/NodeTable.tsx';
import { nameOf } from '../parts/staff/nodeState.ts';
import { ResourceStatus } from '../parts/staff/ResourceStatus.tsx';
import { useLiveResource } from '../parts/staff/useLiveResource.ts';
import { useStaffApi } from '../parts/staff/useStaffApi.ts';

/** By then a server has read what is asked of it, and has said so. */
const OBEYED_MS = 2_500;

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

export function OperationsPage() {
  const t = useTexts(operationsTexts);
  const { operations } = useTexts(accountsTexts);
  const list = useLiveResource<readonly NodeDescription[]>('/api/nodes');
  const { request, failure } = useStaffApi();
  const [question, setQuestion] = useState<Question>();
  const [status, setStatus] = useState('');
  const { body: nodes } = list;

  const change = async (node: NodeDescription, isAsked: boolean) => {
    setStatus('');
    const address = nameOf(node);
    const path = `/api/nodes/${encodeURIComponent(node.id)}/drain`;
    const answer = await request<undefined>(isAsked ? 'POST' : 'DELETE', path);
    if (answer.type === 'ok')
      setStatus(isAsked ? t.isDrained({ address }) : t.isCancelled({ address }));
    await list.reload();
    setTimeout(() => void list.reload(), OBEYED_MS);
  };
  const askToDrain = (node: NodeDescription) =>
    setQuestion({
      title: t.drainTitle,
      what: [
        t.drainWhat({ address: nameOf(node), meetings: t.meetings(node.meetings) }),
        ...(node.lentWorkers > 0 ? [t.drainLends] : []),
        t.drainThen,
      ].join(' '),
      confirm: t.drainConfirm,
      keep: t.keep,
      onConfirm: () => void change(node, true),
    });

  // Those that do not answer hold nothing any more.
  const alive = nodes?.filter(({ status: its }) => its !== 'silent') ?? [];
  return (
    <PageFrame>
      <div class="stack">
        <div class="stack-tight">
          <AdminHeading page="/operations" />
          {nodes && (
            <p class="soft">
              {t.total({
                people: t.people(sum(alive.map(({ people }) => people))),
                meetings: t.meetings(sum(alive.map(({ meetings }) => meetings))),
              })}{' '}
              {nodes[0]?.address && nodes.filter(takesMeetings).length < 2 && t.onlyOne}
            </p>
          )}
        </div>
        <ResourceStatus resource={list} otherFailure={failure} fetchingText={t.fetching} />
        <output>{status}</output>
        {nodes && (
          <>
            <NodeNotices nodes={nodes} />
            <NodeTable
              nodes={nodes}
              caption={operations}
              onDrain={askToDrain}
              onCancel={(node) => void change(node, false)}
            />
          </>
        )}
      </div>
      {question && <ConfirmDialog question={question} onClose={() => setQuestion(undefined)} />}
    </PageFrame>
  );
}
