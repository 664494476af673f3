// Says what went wrong with a request of a staff page, and offers another try where that may help.
import { accountsTexts } from '../../language/texts/accounts.ts';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { ApiFailure } from '../../platform/callApi.ts';
import { Notice } from '../Notice.tsx';

interface StaffProblemNoticeProps {
  failure: ApiFailure | undefined;
  onRetry?: (() => void) | undefined;
}

export function StaffProblemNotice({ failure, onRetry }: StaffProblemNoticeProps) {
  const t = useTexts(accountsTexts);
  const common = useTexts(everywhereTexts);
  if (failure === undefined) return null;
  const refusals: Record<string, string> = {
    lastAdministrator: t.lastAdministrator,
    accountUnknown: t.accountUnknown,
    notAdministrator: t.onlyAdministrators,
    nodeUnknown: t.nodeUnknown,
    noOtherServer: t.noOtherServer,
  };
  const textOf = (one: ApiFailure): string => {
    if (one.type === 'unreachable') return common.unreachable;
    if (one.status === 429) return common.tooMany;
    return refusals[one.code] ?? common.unreachable;
  };
  return (
    <Notice tone="fault" role="alert">
      <p>{textOf(failure)}</p>
      {onRetry && (
        <button type="button" class="button is-plain" onClick={onRetry}>
          {common.tryAgain}
        </button>
      )}
    </Notice>
  );
}
