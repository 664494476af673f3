// A small badge with the number of unread messages; the control's accessible name says it in words.
export function Unread({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span class="unread" aria-hidden="true">
      {count > 99 ? '99+' : count}
    </span>
  );
}
