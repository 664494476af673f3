// Says why camera or microphone fail, what to do, and that taking part is possible anyway.
import type { ComponentChildren } from 'preact';
import { deviceTroubleTexts } from '../../language/texts/deviceTrouble.ts';
import { everywhereTexts } from '../../language/texts/everywhere.ts';
import { useTexts } from '../../language/useTexts.ts';
import { Notice } from '../Notice.tsx';
import { useChunk } from '../useChunk.ts';
import type { DeviceTrouble } from './deviceTrouble.ts';

const loadPermissionHelp = async () => (await import('./PermissionHelp.tsx')).PermissionHelp;

interface DeviceNoticesProps {
  troubles: readonly DeviceTrouble[];
  onTryAgain: () => void;
  /** Where they would be in the way, as in the meeting, they can be dismissed. */
  onClose?: () => void;
  /** An alternative, such as the phone. */
  instead?: ComponentChildren;
}

const names = { camera: 'theCamera', microphone: 'theMicrophone', both: 'both' } as const;
const withouts = {
  camera: 'withoutCamera',
  microphone: 'withoutMicrophone',
  both: 'withoutBoth',
} as const;

export function DeviceNotices({ troubles, onTryAgain, onClose, instead }: DeviceNoticesProps) {
  const t = useTexts(deviceTroubleTexts);
  const common = useTexts(everywhereTexts);
  const isDenied = troubles.some(({ problem }) => problem === 'denied');
  const PermissionHelp = useChunk(loadPermissionHelp, isDenied);
  return (
    <>
      {troubles.map(({ devices, problem }, index) => (
        <Notice
          key={devices}
          tone="caution"
          title={t[`${problem}Title`]({ device: t[names[devices]] })}
        >
          {problem === 'denied' && PermissionHelp ? (
            <PermissionHelp onAllowed={onTryAgain}>{t[withouts[devices]]}</PermissionHelp>
          ) : (
            <p>
              {t[problem]} {t[withouts[devices]]}
            </p>
          )}
          {/* One press asks for both devices, so one button is enough. */}
          {index === troubles.length - 1 && (
            <div class="buttons">
              {problem !== 'insecurePage' && (
                <button type="button" class="button is-plain" onClick={onTryAgain}>
                  {common.tryAgain}
                </button>
              )}
              {instead}
              {onClose && (
                <button type="button" class="button is-quiet" onClick={onClose}>
                  {common.close}
                </button>
              )}
            </div>
          )}
        </Notice>
      ))}
    </>
  );
}
