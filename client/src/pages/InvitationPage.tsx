// The invitation to a space: copied with one click, as a QR code, and on paper.
import type { Invitation } from '@distansmote/shared/httpApi.ts';
import { Copy, Printer } from 'lucide';
import { useRoute } from 'preact-iso';
import { useEffect, useRef, useState } from 'preact/hooks';
import { locale } from '../language/locale.ts';
import { invitationTexts } from '../language/texts/invitation.ts';
import { useTexts } from '../language/useTexts.ts';
import { ConfirmedList } from '../parts/staff/ConfirmedList.tsx';
import { ResourceStatus } from '../parts/staff/ResourceStatus.tsx';
import { useStaffResource } from '../parts/staff/useStaffApi.ts';
import { Icon } from '../parts/Icon.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { useCopy } from '../parts/useCopy.ts';

const LANGUAGES = { sv: 'Svenska', en: 'English' } as const;
type Language = keyof typeof LANGUAGES;

export function InvitationPage() {
  const t = useTexts(invitationTexts);
  const id = useRoute().params['spaceId'] ?? '';
  const [language, setLanguage] = useState<Language>(() => locale.get());
  const path = `/api/spaces/${encodeURIComponent(id)}/invitation?language=${language}`;
  const invitation = useStaffResource<Invitation>(path);
  const { body, failure } = invitation;
  const text = failure === undefined ? body?.text : undefined;
  const isGone = failure?.type === 'refused' && failure.status === 404;
  const copying = useCopy();
  const area = useRef<HTMLTextAreaElement>(null);

  useEffect(copying.forget, [language]);

  return (
    <PageFrame>
      <div class="stack invitation">
        <PageHeading text={t.heading} />
        <p class="invitation-lead">{t.lead}</p>
        {isGone ? (
          <Notice tone="fault" role="alert">
            <p>{t.gone}</p>
          </Notice>
        ) : (
          <ResourceStatus resource={invitation} fetchingText={t.fetching} />
        )}
        {text !== undefined && (
          <div class="card invitation-card">
            <div class="stack-tight">
              <div class="field">
                <label for="invitation-text">{t.text}</label>
                <textarea
                  id="invitation-text"
                  ref={area}
                  readOnly
                  rows={text.split('\n').length + 1}
                  value={text}
                />
              </div>
              <pre class="invitation-print">{text}</pre>
              <div class="buttons">
                <button
                  type="button"
                  class="button is-large"
                  onClick={() => copying.copy(text, () => area.current?.select())}
                >
                  <Icon node={Copy} />
                  {t.copy}
                </button>
                <button type="button" class="button is-plain" onClick={() => print()}>
                  <Icon node={Printer} />
                  {t.print}
                </button>
                <label class="invitation-language">
                  {t.language}{' '}
                  <select
                    value={language}
                    onChange={(event) => setLanguage(event.currentTarget.value as Language)}
                  >
                    {Object.entries(LANGUAGES).map(([code, name]) => (
                      <option key={code} value={code}>
                        {name}
                      </option>
                    ))}
                  </select>
                </label>
              </div>
              <output class="invitation-said">{copying.outcome && t[copying.outcome]}</output>
            </div>
            <figure class="invitation-qr">
              <img
                src={`/api/spaces/${encodeURIComponent(id)}/qr.svg`}
                alt={t.qr}
                width={200}
                height={200}
              />
              <figcaption>{t.qrWhat}</figcaption>
            </figure>
          </div>
        )}
        <ConfirmedList spaceId={id} />
        <p class="invitation-back">
          <a href="/spaces">{t.back}</a>
        </p>
      </div>
    </PageFrame>
  );
}
