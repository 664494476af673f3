// The field to search the list with, on top of it.
import { Search } from 'lucide';
import { useId } from 'preact/hooks';
import { Icon } from '../Icon.tsx';

interface SearchFieldProps {
  label: string;
  value: string;
  onSearch: (text: string) => void;
}

export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const id = useId();
  return (
    <search class="search-field">
      <label class="visually-hidden" for={id}>
        {label}
      </label>
      <Icon node={Search} />
      <input
        id={id}
        type="search"
        value={value}
        placeholder={label}
        autocomplete="off"
        spellcheck={false}
        maxLength={100}
        onInput={({ currentTarget }) => onSearch(currentTarget.value)}
      />
    </search>
  );
}
