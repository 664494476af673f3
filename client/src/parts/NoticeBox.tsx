// The box of a notice, with the icon that says its tone.
import type { IconNode } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

interface NoticeBoxProps {
  tone: 'calm' | 'caution' | 'fault';
  icon: IconNode;
  role: 'alert' | undefined;
  children: ComponentChildren;
}

export const NoticeBox = ({ tone, icon, role, children }: NoticeBoxProps) => (
  <div class={`notice is-${tone}`} role={role}>
    <Icon node={icon} />
    {children}
  </div>
);
