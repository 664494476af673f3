// The choice of what an account may do.
import type { Role } from '@distansmote/shared/accountsApi.ts';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { LabelledSelect } from '../LabelledSelect.tsx';

interface RoleSelectProps {
  role: Role;
  onChoose: (role: Role) => void;
}

export function RoleSelect({ role, onChoose }: RoleSelectProps) {
  const t = useTexts(accountsTexts);
  const options = [
    ['staff', t.staff],
    ['administrator', t.administrator],
  ] as const;
  return <LabelledSelect label={t.role} value={role} options={options} onChoose={onChoose} />;
}
