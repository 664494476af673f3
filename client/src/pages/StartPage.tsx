// The start page: what this is, and the two ways on.
import { ArrowRight, UserRound, UsersRound } from 'lucide';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { startTexts } from '../language/texts/start.ts';
import { useTexts } from '../language/useTexts.ts';
import { Icon } from '../parts/Icon.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { StartPicture } from '../parts/StartPicture.tsx';

export function StartPage() {
  const t = useTexts(startTexts);
  const common = useTexts(everywhereTexts);
  return (
    <PageFrame lastLine={t.assurance} hasTestLink={false}>
      <div class="start">
        <div class="start-words">
          <PageHeading text={t.heading} />
          <p class="lead">{t.what}</p>
          <div class="choices">
            <div class="choice is-first">
              <Icon node={UsersRound} />
              <a class="choice-link" href="/call-id" aria-describedby="join-hint">
                {t.join}
              </a>
              <p class="choice-hint" id="join-hint">
                {t.joinHint}
              </p>
              <Icon node={ArrowRight} class="choice-arrow" />
            </div>
            <div class="choice">
              <Icon node={UserRound} />
              <a class="choice-link" href="/sign-in" aria-describedby="sign-in-hint">
                {t.signIn}
              </a>
              <p class="choice-hint" id="sign-in-hint">
                {t.signInHint}
              </p>
              <Icon node={ArrowRight} class="choice-arrow" />
            </div>
          </div>
          <p>
            <a href="/equipment">{common.testEquipment}</a>
          </p>
        </div>
        <StartPicture />
      </div>
    </PageFrame>
  );
}
