// The invitation to a space: copied with one click, as a QR code, and on paper.
import type { Invitation } from '@distansmote/shared/httpApi.ts';
import { Copy, Printer } from 'lucide';
import { useLocation, useRoute } from 'preact-iso';
import { useEffect, useRef, useState } from 'preact/hooks';
import { callApi } from '../platform/callApi.ts';
import { locale } from '../language/locale.ts';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { invitationTexts } from '../language/texts/invitation.ts';
import { useTexts } from '../language/useTexts.ts';
import { ConfirmedList } from '../parts/staff/ConfirmedList.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { useCopy } from '../parts/useCopy.ts';

const LANGUAGES = { sv: 'Svenska', en: 'English' } as const;
type Language = keyof typeof LANGUAGES;

export function InvitationPage() {
  const t = useTexts(invitationTexts);
  const common = useTexts(everywhereTexts);
  const { route } = useLocation();
  const id = useRoute().params['spaceId'] ?? '';
  const [language, setLanguage] = useState<Language>(() => locale.get());
  const [text, setText] = useState<string>();
  const [problem, setProblem] = useState<'gone' | 'unreachable'>();
  const copying = useCopy();
  const area = useRef<HTMLTextAreaElement>(null);

  const fetchText = async (chosen: Language) => {
    setProblem(undefined);
    const path = `/api/spaces/${encodeURIComponent(id)}/invitation?language=${chosen}`;
    const answer = await callApi<Invitation>('GET', path);
    if (answer.is === 'granted') setText(answer.body.text);
    else if (answer.is === 'unreachable') setProblem('unreachable');
    else if (answer.status === 401) route('/sign-in', true);
    else setProblem(answer.status === 404 ? 'gone' : 'unreachable');
  };
  useEffect(() => {
    copying.forget();
    void fetchText(language);
  }, [language]);

  return (
    <PageFrame>
      <div class="stack invitation">
        <PageHeading text={t.heading} />
        <p class="invitation-lead">{t.lead}</p>
        {problem && (
          <Notice tone="fault" role="alert">
            <p>{problem === 'gone' ? t.gone : common.unreachable}</p>
            {problem === 'unreachable' && (
              <button
                type="button"
                class="button is-plain"
                onClick={() => void fetchText(language)}
              >
                {common.tryAgain}
              </button>
            )}
          </Notice>
        )}
        {!problem && text === undefined && <p class="soft">{t.fetching}</p>}
        {text !== undefined && !problem && (
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
