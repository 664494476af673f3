// A small number of what is unread; the words for it stand in the name of the control that it is on.
export function Unread({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span class="unread" aria-hidden="true">
      {count > 99 ? '99+' : count}
    </span>
  );
}
