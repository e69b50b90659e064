import { contracts } from '#contracts';
import { formatMinor } from '#kernel';
import { KitLink, Section, useLanguage, useT } from '#kit';
import { addressOf } from '../../address.ts';
import { commonTexts } from '../../i18n/common.ts';
import { catalogueTexts, customerTypes, dayCounts, scheduleKinds, settlements } from '../../i18n/catalogue.ts';
import { lendingTexts } from '../../i18n/lending.ts';
import { roleWord, wordOf } from '../../i18n/words.ts';
import { useMay } from '../../session.ts';
import { basisPointsToPercent, type Content } from './rules.ts';

/** What a version says, in words. */
export function Terms({ content }: { content: Content }) {
  const t = useT(catalogueTexts);
  const words = useT(lendingTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const may = useMay();
  const money = (minor: string): string => formatMinor(BigInt(minor));
  const level = (kind: string): string => (kind === 'sub_branch' || kind === 'branch' ? t(kind) : kind);
  const { limits, term, prepayment, entrustedPayment } = content;
  return (
    <Section title={t('content')}>
      <dl className="gb-fact-grid">
        <div><dt>{t('speciality')}</dt><dd>{content.speciality}</dd></div>
        <div><dt>{t('customers')}</dt><dd>{content.customerTypes.map((type) => wordOf(customerTypes, type, pick)).join('、')}</dd></div>
        <div><dt>{t('limits')}</dt><dd className="gb-figures">{t('limitsValue', { from: money(limits.minimumMinor), to: money(limits.maximumMinor), step: money(limits.stepMinor) })}</dd></div>
        <div><dt>{t('term')}</dt><dd className="gb-figures">{term.minimumMonths === term.maximumMonths ? common('months', { count: term.minimumMonths }) : t('termValue', { from: term.minimumMonths, to: term.maximumMonths })}</dd></div>
        <div><dt>{t('pricing')}</dt><dd>{t('pricingValue', { tenor: content.pricing.lprTenor })}</dd></div>
        <div><dt>{t('dayCount')}</dt><dd>{wordOf(dayCounts, content.dayCount, pick)}</dd></div>
        <div><dt>{t('penalty')}</dt><dd className="gb-figures">{basisPointsToPercent(content.penaltyMarkupBasisPoints)}%</dd></div>
        <div><dt>{t('grace')}</dt><dd className="gb-figures">{t('days', { count: content.graceDays })}</dd></div>
        <div><dt>{t('prepayment')}</dt><dd>{t(prepayment.allowed ? 'allowed' : 'notAllowed')}</dd></div>
        <div><dt>{t('waterfall')}</dt><dd>{content.waterfall.map((component) => words(component)).join(' › ')}</dd></div>
        <div><dt>{t('industry')}</dt><dd className="gb-figures">{content.regulatory.industry}</dd></div>
        <div><dt>{t('chartCode')}</dt><dd className="gb-figures">{may(contracts.ledger.accounts) ? <KitLink to={addressOf.accountsOfChart(content.chartCode)}>{content.chartCode}</KitLink> : content.chartCode}</dd></div>
        <div className="gb-wide"><dt>{t('entrusted')}</dt><dd>{entrustedPayment.required ? pick(entrustedPayment.note) : t('notAllowed')}</dd></div>
      </dl>
      <h3 className="gb-subhead">{t('ladder')}</h3>
      <div className="gb-scroll">
        <table className="gb-plain"><thead><tr><th>{t('role')}</th><th>{t('unitKind')}</th><th className="gb-right">{t('single')}（{common('yuan')}）</th><th className="gb-right">{t('total')}（{common('yuan')}）</th></tr></thead>
          <tbody>{content.approvalLadder.map((rung, index) => <tr key={index}><td>{roleWord(rung.role, pick)}</td><td>{level(rung.unitKind)}</td><td className="gb-right">{rung.singleUpToMinor === undefined ? t('noLimit') : money(rung.singleUpToMinor)}</td><td className="gb-right">{rung.totalUpToMinor === undefined ? t('noLimit') : money(rung.totalUpToMinor)}</td></tr>)}</tbody>
        </table>
      </div>
    </Section>
  );
}

/** The shape of a schedule: a strip of the year with the harvest months, or its words. */
export function Shape({ schedule }: { schedule: Content['schedule'] }) {
  const t = useT(catalogueTexts);
  const { pick } = useLanguage();
  const kind = wordOf(scheduleKinds, schedule.kind, pick);
  if (schedule.kind !== 'harvest') return <Section title={t('schedule')}><p>{kind} · {t('every', { count: schedule.everyMonths })}</p></Section>;
  const shares = new Map(schedule.parts.map((part) => [part.month, part.basisPoints]));
  const most = Math.max(...shares.values());
  return (
    <Section title={t('schedule')} extra={<span className="gb-muted">{kind} · {wordOf(settlements, schedule.interest.settlement, pick)}</span>}>
      <ol className="gb-season">
        {Array.from({ length: 12 }, (_, index) => {
          const share = shares.get(index + 1);
          return (
            <li key={index}>
              <span className="gb-figures">{share === undefined ? ' ' : `${basisPointsToPercent(share)}%`}</span>
              <i aria-hidden>{share !== undefined && <b style={{ height: Math.max(4, Math.round((52 * share) / most)) }} />}</i>
              <span className={share === undefined ? undefined : 'gb-month'}>{t('month', { month: index + 1 })}</span>
            </li>
          );
        })}
      </ol>
      <p className="gb-muted gb-more">{t('seasonHint', { day: schedule.dueDayOfMonth })}{schedule.firstHarvestYear > 1 && ` ${t('growth', { year: schedule.firstHarvestYear })}`}</p>
    </Section>
  );
}
