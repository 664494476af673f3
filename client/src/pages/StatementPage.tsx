// The accessibility statement (tillgänglighetsredogörelse) that the Swedish law asks for (2018:1937, MDFFS 2019:2).
import type { AccessibilityStatement } from '@distansmote/shared/accessibilityApi.ts';
import { useEffect, useState } from 'preact/hooks';
import { locale } from '../language/locale.ts';
import { dayName } from '../language/swedishTimes.ts';
import { statementTexts } from '../language/texts/statement.ts';
import { useStaffLanguage } from '../language/useStaffLanguage.ts';
import { useTexts } from '../language/useTexts.ts';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';
import { FaultForm } from '../parts/statement/FaultForm.tsx';
import { ASSESSED_ON, SHORTCOMINGS } from '../parts/statement/shortcomings.ts';
import { callApi } from '../platform/callApi.ts';
import { organization } from '../platform/organization.ts';

const DIGG = 'https://www.digg.se/tdosanmalan';
const WAYS = ['wayKeyboard', 'wayZoom', 'wayText', 'wayPhone', 'wayInterpreter'] as const;

/** What holds where the operator has set nothing, and while what is set is being fetched. */
const BLANK: AccessibilityStatement = {
  conformity: 'partial',
  assessedOn: null,
  updatedOn: null,
  method: null,
  shortcomings: null,
  exemptions: null,
  outside: null,
};

export function StatementPage() {
  const t = useTexts(statementTexts);
  useStaffLanguage();
  const [statement, setStatement] = useState(BLANK);
  useEffect(() => {
    void callApi<AccessibilityStatement>('GET', '/api/accessibility-statement').then((answer) => {
      if (answer.type === 'ok') setStatement(answer.body);
    });
  }, []);
  const { conformity, method, shortcomings, exemptions, outside } = statement;
  const day = (date: string | null) => dayName(`${date ?? ASSESSED_ON}T12:00:00Z`, locale.get());
  const external = (url: string, words: string) => (
    <a href={url} target="_blank" rel="noopener" title={t.opensInTab}>
      {words}
    </a>
  );

  return (
    <PageFrame>
      <div class="stack statement">
        <PageHeading text={t.title} />
        <p>{t.lead({ organization: organization.name ?? t.theOperator })}</p>
        {organization.accessibilityUrl && <p>{external(organization.accessibilityUrl, t.own)}</p>}
        <h2>{t.howWell}</h2>
        <p>{t[conformity]}</p>
        <h2>{t.waysIn}</h2>
        <ul>
          {WAYS.map((way) => (
            <li key={way}>{t[way]}</li>
          ))}
        </ul>
        <h2>{t.notWorking}</h2>
        <ul>
          {SHORTCOMINGS.map(({ text, clauses }) => (
            <li key={text}>
              {t[text]}{' '}
              {clauses.length > 0 && (
                <span class="soft">{t.whereInStandard({ clauses: clauses.join(', ') })}</span>
              )}
            </li>
          ))}
          {shortcomings && <li>{shortcomings}</li>}
        </ul>
        <h2>{t.exempt}</h2>
        <p>{exemptions ?? t.noExemptions}</p>
        <h2>{t.outside}</h2>
        <p>{outside ?? t.outsideDefault}</p>
        <h2 id="report">{t.report}</h2>
        <p>{t.reportLead}</p>
        <FaultForm />
        <h2>{t.supervision}</h2>
        <p>
          {t.supervisionWhat} {external(DIGG, t.supervisionLink)}.
        </p>
        <h2>{t.howTested}</h2>
        <p>{method ?? t.methodDefault}</p>
        <p>
          {t.assessed({ day: day(statement.assessedOn) })}{' '}
          {t.updated({ day: day(statement.updatedOn) })}
        </p>
      </div>
    </PageFrame>
  );
}
