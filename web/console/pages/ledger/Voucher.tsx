import { formatMinor } from '#kernel';
import { useT } from '#kit';
import { accountingTexts, ledgerTexts } from '../../i18n/ledger.ts';
import type { Side } from './rules.ts';

export type VoucherLeg = { readonly account: string; readonly side: Side; readonly amountMinor: string };

/** An entry as it stands on a voucher: accounts, debits, credits, the total of both sides. */
export function Voucher({ legs }: { legs: readonly VoucherLeg[] }) {
  const t = useT(ledgerTexts);
  const accounting = useT(accountingTexts);
  const sum = (side: Side): string => formatMinor(legs.reduce((total, leg) => (leg.side === side ? total + BigInt(leg.amountMinor) : total), 0n));
  return (
    <table className="gb-voucher">
      <thead><tr><th scope="col">{t('account')}</th><th scope="col" className="gb-right">{t('debit')}</th><th scope="col" className="gb-right">{t('credit')}</th></tr></thead>
      <tbody>{legs.map((leg, index) => <tr key={index}><td>{leg.account}</td><td className="gb-right">{leg.side === 'debit' && formatMinor(BigInt(leg.amountMinor))}</td><td className="gb-right">{leg.side === 'credit' && formatMinor(BigInt(leg.amountMinor))}</td></tr>)}</tbody>
      <tfoot><tr><td>{accounting('total')}</td><td className="gb-right">{sum('debit')}</td><td className="gb-right">{sum('credit')}</td></tr></tfoot>
    </table>
  );
}
