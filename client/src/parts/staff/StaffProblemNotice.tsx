// Says what went wrong with what one has just asked for.
import type { ComponentChildren } from 'preact';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Notice } from '../Notice.tsx';
import type { StaffProblem } from './useStaffApi.ts';

interface StaffProblemNoticeProps {
  problem: StaffProblem | undefined;
  children?: ComponentChildren;
}

export function StaffProblemNotice({ problem, children }: StaffProblemNoticeProps) {
  const t = useTexts(accountsTexts);
  const common = useTexts(everywhereTexts);
  if (problem === undefined) return null;
  const refusals: Record<string, string> = {
    lastAdministrator: t.lastAdministrator,
    accountUnknown: t.accountUnknown,
    notAdministrator: t.onlyAdministrators,
  };
  const words =
    typeof problem === 'string'
      ? common[problem]
      : (refusals[problem.refused] ?? common.unreachable);
  return (
    <Notice tone="fault" role="alert">
      <p>{words}</p>
      {children}
    </Notice>
  );
}
