// Says what has just failed, in a sentence that interrupts a screen reader.
import { CircleAlert } from 'lucide';
import type { ComponentChildren } from 'preact';
import { NoticeBox } from './NoticeBox.tsx';

export const FaultNotice = ({ children }: { children: ComponentChildren }) => (
  <NoticeBox tone="fault" icon={CircleAlert} role="alert">
    <p class="notice-words">{children}</p>
  </NoticeBox>
);
