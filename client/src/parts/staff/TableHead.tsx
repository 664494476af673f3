// The names of a table's columns.

interface TableHeadProps {
  columns: readonly string[];
  /** The name of the last column, that of menus and buttons, which is only read aloud. */
  actions?: string;
}

export function TableHead({ columns, actions }: TableHeadProps) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
        {actions !== undefined && (
          <th scope="col" class="cell-menu">
            <span class="visually-hidden">{actions}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}
