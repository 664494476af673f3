// Shown while the meeting is looked up.
import { LoaderCircle } from 'lucide';
import { entryTexts } from '../language/texts/entry.ts';
import { useTexts } from '../language/useTexts.ts';
import { Icon } from '../parts/Icon.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';

export function LookingUpPage() {
  const t = useTexts(entryTexts);
  return (
    <PageFrame>
      <div class="looking-up">
        <Icon node={LoaderCircle} class="is-turning" />
        <PageHeading text={t.lookingUp} />
      </div>
    </PageFrame>
  );
}
