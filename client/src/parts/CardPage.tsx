// A page that says one thing: its heading, and below it a card with what is going on and what to do.
import type { ComponentChildren } from 'preact';
import { PageFrame } from './PageFrame.tsx';
import { PageHeading } from './PageHeading.tsx';

interface CardPageProps {
  title: string;
  /** Below the heading; nothing if empty. */
  subtitle?: string;
  /** False where whoever follows a link loses something. */
  hasTestLink?: boolean;
  /** Below the card. */
  after?: ComponentChildren;
  /** In the card. */
  children: ComponentChildren;
}

export function CardPage({ title, subtitle, hasTestLink, after, children }: CardPageProps) {
  return (
    <PageFrame isNarrow hasTestLink={hasTestLink}>
      <div class="stack">
        <div class="stack-tight">
          <PageHeading text={title} />
          {subtitle && <p class="soft">{subtitle}</p>}
        </div>
        <div class="card stack">{children}</div>
        {after}
      </div>
    </PageFrame>
  );
}
