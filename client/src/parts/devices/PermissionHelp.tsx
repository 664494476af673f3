// How this browser is made to allow camera and microphone, with the symbol to press; tries again by itself once it does.
import { Lock, SlidersHorizontal, VideoOff } from 'lucide';
import { useEffect } from 'preact/hooks';
import { deviceTroubleTexts } from '../../language/texts/deviceTrouble.ts';
import { permissionTexts } from '../../language/texts/permission.ts';
import { useTexts } from '../../language/useTexts.ts';
import { INPUTS } from '../../media/openDevices.ts';
import { Icon } from '../Icon.tsx';
import { browserKind, type BrowserKind } from './browserKind.ts';

/** What stands beside the address there. */
const symbols: Partial<Record<BrowserKind, typeof Lock>> = {
  chrome: SlidersHorizontal,
  edge: Lock,
  firefox: VideoOff,
  firefoxAndroid: Lock,
  other: Lock,
};

interface PermissionHelpProps {
  onAllowed: () => void;
  /** A last sentence. */
  children: string;
}

export function PermissionHelp({ onAllowed, children }: PermissionHelpProps) {
  const t = useTexts(permissionTexts);
  const trouble = useTexts(deviceTroubleTexts);
  const kind = browserKind(navigator.userAgent, navigator.maxTouchPoints > 1);
  const symbol = symbols[kind];
  useAllowed(onAllowed);
  return (
    <div class="permission-help">
      {symbol && (
        <span class="permission-address" aria-hidden="true">
          <Icon node={symbol} />
          {location.host}
        </span>
      )}
      <p>
        {kind === 'other' ? trouble.denied : t[kind]} {children}
      </p>
    </div>
  );
}

/** Not every browser says so; there is a button besides. */
function useAllowed(onAllowed: () => void): void {
  useEffect(() => {
    const stopping = new AbortController();
    for (const name of INPUTS) {
      navigator.permissions?.query({ name }).then(
        (permission) =>
          permission.addEventListener(
            'change',
            () => permission.state === 'granted' && onAllowed(),
            stopping,
          ),
        () => undefined,
      );
    }
    return () => stopping.abort();
  }, []);
}
