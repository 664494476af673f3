// A dialog with a form in it, whose first field has the focus.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Dialog } from '../Dialog.tsx';

interface FormDialogProps {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

export function FormDialog({ title, onClose, children }: FormDialogProps) {
  const form = useRef<HTMLDivElement>(null);
  // After the dialog has opened, and given the focus to its first button.
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), []);
  return (
    <Dialog title={title} onClose={onClose}>
      <div ref={form}>{children}</div>
    </Dialog>
  );
}
