// Waiting to be let in: who is told of it, and that nobody sees or hears one meanwhile.
import { LoaderCircle } from 'lucide';
import { lobbyTexts } from '../language/texts/lobby.ts';
import { useTexts } from '../language/useTexts.ts';
import type { MeetingSession } from '../meeting/meetingSession.ts';
import { Icon } from '../parts/Icon.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { PhoneHint } from '../parts/PhoneHint.tsx';
import { useStore } from '../parts/useStore.ts';

interface LobbyPageProps {
  session: MeetingSession;
  isConvenerThere: boolean;
}

export function LobbyPage({ session, isConvenerThere }: LobbyPageProps) {
  const t = useTexts(lobbyTexts);
  const meetingName = useStore(session.meeting, (state) => state.meetingName);
  return (
    <PageFrame isNarrow>
      <div class="card stack">
        <p class="eyebrow">{meetingName}</p>
        <PageHeading text={t.title} />
        <output class="lobby-state">
          <Icon node={LoaderCircle} class="is-turning" />
          <span>{isConvenerThere ? t.attended : t.unattended}</span>
        </output>
        <p class="soft">{t.unseen}</p>
        <PhoneHint meeting={session.meeting} />
        <div class="buttons">
          <button type="button" class="button is-plain" onClick={() => session.leave()}>
            {t.giveUp}
          </button>
        </div>
      </div>
    </PageFrame>
  );
}
