// What one can do with one's own picture: hide it, change the camera, and where it floats move it.
import { Eye, EyeOff, Move } from 'lucide';
import { tileTexts } from '../../language/texts/tile.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { FlipCamera } from '../devices/FlipCamera.tsx';
import { Icon } from '../Icon.tsx';
import type { Corner } from './corner.ts';
import { cornerAfter, cornerTowards } from './otherCorner.ts';

interface SelfToolsProps {
  session: MeetingSession;
  isHidden: boolean;
  onHide: (isHidden: boolean) => void;
  /** Undefined where it does not float. */
  corner: Corner | undefined;
  onMove: (to: Corner) => void;
}

export function SelfTools({ session, isHidden, onHide, corner, onMove }: SelfToolsProps) {
  const t = useTexts(tileTexts);
  const words = isHidden ? t.showMe : t.hideMe;
  return (
    <div class="tile-tools">
      <FlipCamera devices={session.devices} />
      {corner && (
        <button
          type="button"
          class="tile-button"
          aria-label={t.moveMe}
          title={t.howToMoveMe}
          onClick={() => onMove(cornerAfter(corner))}
          onKeyDown={(event) => {
            const to = cornerTowards(corner, event.key);
            if (to === undefined) return;
            event.preventDefault();
            onMove(to);
          }}
        >
          <Icon node={Move} />
        </button>
      )}
      <button
        type="button"
        class="tile-button"
        aria-label={words}
        title={words}
        onClick={() => onHide(!isHidden)}
      >
        <Icon node={isHidden ? Eye : EyeOff} />
      </button>
    </div>
  );
}
