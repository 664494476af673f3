// For administrators: the API tokens of other systems.
import { useState } from 'preact/hooks';
import { PageFrame } from '../parts/PageFrame.tsx';
import { AdminHeading } from '../parts/staff/AdminHeading.tsx';
import { ApiTokens } from '../parts/staff/ApiTokens.tsx';
import { ConfirmDialog, type Question } from '../parts/ConfirmDialog.tsx';

export function ApiTokensPage() {
  const [question, setQuestion] = useState<Question>();
  return (
    <PageFrame>
      <div class="stack">
        <AdminHeading page="/api-tokens" />
        <ApiTokens onQuestion={setQuestion} />
      </div>
      {question && <ConfirmDialog question={question} onClose={() => setQuestion(undefined)} />}
    </PageFrame>
  );
}
