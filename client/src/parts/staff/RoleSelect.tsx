// The choice of what an account may do.
import type { Role } from '@distansmote/shared/accountsApi.ts';
import { ChevronDown } from 'lucide';
import { useId } from 'preact/hooks';
import { accountsTexts } from '../../language/texts/accounts.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Icon } from '../Icon.tsx';

interface RoleSelectProps {
  role: Role;
  onChoose: (role: Role) => void;
}

export function RoleSelect({ role, onChoose }: RoleSelectProps) {
  const t = useTexts(accountsTexts);
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t.role}</label>
      <div class="select">
        <select
          id={id}
          value={role}
          onChange={({ currentTarget: { value } }) =>
            onChoose(value === 'administrator' ? value : 'staff')
          }
        >
          <option value="staff">{t.staff}</option>
          <option value="administrator">{t.administrator}</option>
        </select>
        <Icon node={ChevronDown} />
      </div>
    </div>
  );
}
