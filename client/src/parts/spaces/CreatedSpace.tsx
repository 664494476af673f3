// A space that has just been created: its call ID, and its invitation to copy.
import { groupDigits } from '@distansmote/shared/callId.ts';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { locale } from '../../language/locale.ts';
import { shortTime } from '../../language/shortTime.ts';
import { invitationTexts } from '../../language/texts/invitation.ts';
import { staffTexts } from '../../language/texts/staff.ts';
import { useTexts } from '../../language/useTexts.ts';
import { CopyButton } from '../CopyButton.tsx';

interface CreatedSpaceProps {
  space: SpaceDescription;
  /** Undefined if it could not be fetched. */
  invitation?: string;
}

export function CreatedSpace({ space, invitation }: CreatedSpaceProps) {
  const t = useTexts(staffTexts);
  const words = useTexts(invitationTexts);
  const [isRefused, setIsRefused] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  // What most do next: one press of Enter.
  useEffect(() => whole.current?.querySelector('button')?.focus(), []);
  useEffect(() => area.current?.select(), [isRefused]);
  return (
    <div class="stack created-space" ref={whole}>
      <div>
        <p>
          <strong dir="auto">{space.name}</strong>
        </p>
        {space.startsAt !== null && <p>{shortTime(space.startsAt, locale.get())}</p>}
        <p class="created-id">
          {t.callId} <strong class="digits">{groupDigits(space.callId)}</strong>
        </p>
      </div>
      <p>{words.lead}</p>
      <div class="buttons">
        {invitation !== undefined && (
          <CopyButton
            class="is-large"
            text={invitation}
            label={words.copy}
            copiedLabel={words.copied}
            said={words.copiedWhat}
            onRefused={() => setIsRefused(true)}
          />
        )}
        <a class="button is-plain" href={`/spaces/${space.id}/invitation`}>
          {words.show}
        </a>
      </div>
      {isRefused && (
        <div class="field">
          <p role="alert">{words.notCopied}</p>
          <textarea ref={area} aria-label={words.text} readOnly rows={8} value={invitation ?? ''} />
        </div>
      )}
    </div>
  );
}
