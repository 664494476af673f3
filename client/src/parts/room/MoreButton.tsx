// Opens the menu Mer, whose code is loaded on demand.
import { Ellipsis } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { ViewChoice } from '../../session/layout.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { Icon } from '../Icon.tsx';
import { FaultNotice } from '../FaultNotice.tsx';
import type { SmallWindow } from '../smallWindow/smallWindow.ts';
import { useChunk } from '../useChunk.ts';

const load = async () => (await import('./moreParts.ts')).moreParts;

interface MoreButtonProps {
  session: MeetingSession;
  choice: ViewChoice;
  onChoose: (choice: ViewChoice) => void;
  /** Undefined until its code is loaded, and where the browser has none. */
  smallWindow: SmallWindow | undefined;
}

export function MoreButton({ session, choice, onChoose, smallWindow }: MoreButtonProps) {
  const t = useTexts(roomTexts);
  const common = useTexts(everywhereTexts);
  const button = useRef<HTMLButtonElement>(null);
  const [isNear, setIsNear] = useState(false);
  /** Each press retries the loading. */
  const [presses, setPresses] = useState(0);
  const [shown, setShown] = useState<'menu' | 'invite' | 'shortcuts' | 'network'>();
  const parts = useChunk(load, shown ? `pressed ${presses}` : isNear);
  const close = () => {
    setShown(undefined);
    button.current?.focus();
  };
  const Dialog = parts && shown !== undefined && shown !== 'menu' ? parts[shown] : undefined;
  return (
    <>
      <button
        type="button"
        ref={button}
        data-more
        class={`toggle ${shown ? 'is-open' : ''}`}
        aria-haspopup="dialog"
        aria-expanded={shown !== undefined}
        // The code is loaded while the pointer approaches.
        onPointerEnter={() => setIsNear(true)}
        onClick={() => {
          setPresses(presses + 1);
          setShown('menu');
        }}
      >
        <Icon node={Ellipsis} />
        <span class="toggle-words">{t.more}</span>
      </button>
      {parts && shown === 'menu' && (
        <parts.menu
          session={session}
          choice={choice}
          onChoose={onChoose}
          smallWindow={smallWindow}
          onShow={setShown}
          onClose={close}
        />
      )}
      {Dialog && <Dialog session={session} onClose={close} />}
      {shown && parts === null && <FaultNotice>{common.unreachable}</FaultNotice>}
    </>
  );
}
