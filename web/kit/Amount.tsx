import { Tooltip } from 'antd';
import { formatMinor, formatShort, type CurrencyCode } from '#kernel';
import { classes } from './format.ts';
import { useLanguage, useT } from './i18n.ts';
import { KitLink } from './link.tsx';
import { kitTexts } from './texts.ts';

export type AmountProps = {
  /** Minor units as they travel, e.g. `"1872000000"`; null or undefined shows `--`, which is not a zero. */
  amountMinor: string | bigint | null | undefined;
  currency?: CurrencyCode;
  /** 万 and 亿 on cards and charts, with the full value in the tooltip. Never in a ledger. */
  short?: boolean;
  /** Where the figure opens: every figure does. */
  to?: string;
};

/** An amount in tabular figures, exact to the minor unit; no float is ever involved. */
export function Amount({ amountMinor, currency = 'CNY', short = false, to }: AmountProps) {
  const { short: languageShort } = useLanguage();
  const t = useT(kitTexts);
  if (amountMinor === null || amountMinor === undefined) return <span className="gb-amount gb-muted">--</span>;
  const minor = BigInt(amountMinor);
  const full = formatMinor(minor, currency);
  const figure = <span className={classes('gb-amount', minor < 0n && 'gb-amount-negative')}>{short ? formatShort(minor, languageShort) : full}</span>;
  const linked = to === undefined ? figure : <KitLink to={to} className="gb-figure-link">{figure}</KitLink>;
  return short ? <Tooltip title={<span className="gb-figures">{t('fullAmount', { amount: full })}</span>}><span tabIndex={to === undefined ? 0 : undefined}>{linked}</span></Tooltip> : linked;
}
