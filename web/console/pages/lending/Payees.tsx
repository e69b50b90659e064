import { contracts } from '#contracts';
import { DataTable, KitLink, Section, useT, type Column } from '#kit';
import { addressOf } from '../../address.ts';
import { commonTexts } from '../../i18n/common.ts';
import { lendingTexts } from '../../i18n/lending.ts';
import { useAsk } from '../../api.ts';
import { useMay } from '../../session.ts';
import { Photo } from './Files.tsx';
import { sumMinor, type Application } from './rules.ts';

type Payee = Application['payees'][number];

/** Suppliers paid instead of the borrower, each with the invoice and the way into the account that received the money. */
export function Payees({ payees, to }: { payees: readonly Payee[]; to?: string | undefined }) {
  const t = useT(lendingTexts);
  const common = useT(commonTexts);
  const columns: readonly Column<Payee>[] = [
    { key: 'payee', title: t('payee'), kind: 'text', value: (row) => row.name, render: (row) => <KitLink to={addressOf.party(row.payeeId)}>{row.name}</KitLink> },
    { key: 'account', title: t('payeeAccount'), kind: 'code', value: (row) => row.accountNumber, render: (row) => <AccountLink number={row.accountNumber} /> },
    { key: 'invoiceNumber', title: t('invoice'), kind: 'code', value: (row) => row.invoiceNumber },
    { key: 'image', title: t('invoiceImage'), kind: 'text', value: (row) => row.invoiceSha256, render: (row) => (row.invoiceSha256 === null ? <span className="gb-muted">--</span> : <Photo sha256={row.invoiceSha256} shape="paper" label={`${t('invoice')} ${row.invoiceNumber}`} />) },
    { key: 'amount', title: t('amount'), unit: common('yuan'), kind: 'amount', value: (row) => row.amountMinor, totalMinor: sumMinor(payees.map((payee) => payee.amountMinor)), ...(to === undefined ? {} : { to: () => to }) },
  ];
  return <Section title={t('payees')} flush><DataTable label={t('payees')} columns={columns} rows={payees} rowKey={(row) => row.invoiceNumber} empty={{ title: t('noPayees') }} /></Section>;
}

/** A deposit account's number that opens its statement in the ledger. */
export function AccountLink({ number }: { number: string }) {
  const may = useMay();
  const { data } = useAsk(contracts.deposits.accounts, { number, limit: 1 }, { enabled: may(contracts.deposits.accounts) });
  const account = data?.items[0];
  return account === undefined ? <span className="gb-code">{number}</span> : <KitLink to={addressOf.ledgerAccount(account.ledgerAccountId)}><span className="gb-code">{number}</span></KitLink>;
}
