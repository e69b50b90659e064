import { Explain, useT } from '#kit';
import { lendingTexts } from '../../i18n/lending.ts';
import { percent } from '../../parts/Fact.tsx';

/** An annual rate with where it comes from: the LPR of a date and the spread on it. */
export function RateFact({ annualRate, lprPublishedOn, spreadBasisPoints }: { annualRate: string; lprPublishedOn: string | null; spreadBasisPoints: number }) {
  const t = useT(lendingTexts);
  const values = { date: lprPublishedOn ?? '', sign: spreadBasisPoints < 0 ? '−' : '+', count: Math.abs(spreadBasisPoints) };
  return (
    <span className="gb-figures">
      {percent(annualRate)}
      {lprPublishedOn !== null && <Explain name={t('rate')}>{t('rateHelp', values)}</Explain>}
      {lprPublishedOn !== null && <small className="gb-muted"> {t('rateOf', values)}</small>}
    </span>
  );
}
