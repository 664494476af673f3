// The invitation to a space: copied with one press, as a QR code, and on paper.
import { groupDigits } from '@distansmote/shared/callId.ts';
import type { Invitation, SpaceDefaults, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { Printer } from 'lucide';
import { useRoute } from 'preact-iso';
import { useRef, useState } from 'preact/hooks';
import { LANGUAGE_NAMES } from '../language/languageNames.ts';
import { directionOf, type Locale, LOCALES } from '../language/languages.ts';
import { locale } from '../language/locale.ts';
import { shortTime } from '../language/shortTime.ts';
import { invitationTexts } from '../language/texts/invitation.ts';
import { staffTexts } from '../language/texts/staff.ts';
import { useTexts } from '../language/useTexts.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Icon } from '../parts/Icon.tsx';
import { FaultNotice } from '../parts/FaultNotice.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { InvitationSheet } from '../parts/spaces/InvitationSheet.tsx';
import { ConfirmedList } from '../parts/staff/ConfirmedList.tsx';
import { LabelledSelect } from '../parts/LabelledSelect.tsx';
import { ResourceStatus } from '../parts/staff/ResourceStatus.tsx';
import { SpacesLink } from '../parts/staff/SpacesLink.tsx';
import { useStaffResource } from '../parts/staff/useStaffApi.ts';

const LANGUAGES = LOCALES.map((one) => [one, LANGUAGE_NAMES[one]] as const);

export function InvitationPage() {
  const t = useTexts(invitationTexts);
  const staff = useTexts(staffTexts);
  const id = useRoute().params['spaceId'] ?? '';
  const path = `/api/spaces/${encodeURIComponent(id)}`;
  const [language, setLanguage] = useState<Locale>(() => (locale.get() === 'en' ? 'en' : 'sv'));
  const { body: space } = useStaffResource<SpaceDescription>(path);
  const { body: defaults } = useStaffResource<SpaceDefaults>('/api/spaces/defaults');
  const invitation = useStaffResource<Invitation>(`${path}/invitation?language=${language}`);
  const { body, failure } = invitation;
  const text = failure === undefined ? body?.text : undefined;
  const isGone = failure?.type === 'refused' && failure.status === 404;
  const [isRefused, setIsRefused] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const qrCode = `${path}/qr.svg`;

  return (
    <PageFrame>
      <div class="stack invitation">
        <div class="admin-head">
          <PageHeading text={space ? t.heading({ name: space.name }) : t.headingWithoutName} />
          <SpacesLink />
        </div>
        {isGone ? (
          <FaultNotice>{t.gone}</FaultNotice>
        ) : (
          <ResourceStatus resource={invitation} fetchingText={t.fetching} />
        )}
        {space && text !== undefined && (
          <div class="card invitation-card">
            <div class="stack">
              <dl class="invitation-facts">
                <div>
                  <dt>{staff.callId}</dt>
                  <dd class="invitation-id digits">{groupDigits(space.callId)}</dd>
                </div>
                {space.startsAt !== null && (
                  <div>
                    <dt>{t.time}</dt>
                    <dd>{shortTime(space.startsAt, locale.get())}</dd>
                  </div>
                )}
              </dl>
              <p>{t.lead}</p>
              <div class="buttons">
                <CopyButton
                  class="is-large"
                  text={text}
                  label={t.copy}
                  copiedLabel={t.copied}
                  said={t.copiedWhat}
                  onRefused={() => {
                    setIsRefused(true);
                    area.current?.select();
                  }}
                />
                <button type="button" class="button is-plain" onClick={() => print()}>
                  <Icon node={Printer} />
                  {t.print}
                </button>
              </div>
              {isRefused && <p role="alert">{t.notCopied}</p>}
            </div>
            <figure class="invitation-qr">
              <img src={qrCode} alt={t.qr} width={200} height={200} />
              <figcaption>{t.qrWhat}</figcaption>
            </figure>
            <div class="invitation-text">
              <LabelledSelect
                label={t.language}
                value={language}
                options={LANGUAGES}
                onChoose={setLanguage}
              />
              <div class="field">
                <label for="invitation-text">{t.text}</label>
                <textarea
                  id="invitation-text"
                  ref={area}
                  readOnly
                  lang={language}
                  dir={directionOf(language)}
                  rows={text.split('\n').length + 1}
                  value={text}
                />
              </div>
            </div>
          </div>
        )}
        <ConfirmedList spaceId={id} />
      </div>
      {space && (
        <InvitationSheet
          space={space}
          hasRooms={defaults?.hasRooms ?? false}
          hasAttendance={defaults?.hasAttendance ?? false}
          language={language}
          qrCode={qrCode}
        />
      )}
    </PageFrame>
  );
}
