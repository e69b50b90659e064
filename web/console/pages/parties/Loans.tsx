import { contracts } from '#contracts';
import { DataTable, Section, useLanguage, useT, type Column } from '#kit';
import { addressOf } from '../../address.ts';
import { useList, type RowOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { partyTexts } from '../../i18n/parties.ts';
import { lendingStates, stateOf } from '../../i18n/words.ts';
import { useMay } from '../../session.ts';

type Row = RowOf<typeof contracts.lending.contracts>;

/** The loan contracts of one borrower. */
export function Loans({ partyId }: { partyId: string }) {
  const t = useT(partyTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const may = useMay();
  const list = useList(contracts.lending.contracts, { borrowerId: partyId }, { enabled: may(contracts.lending.contracts) });
  if (!may(contracts.lending.contracts)) return null;
  const columns: readonly Column<Row>[] = [
    { key: 'number', title: t('number'), kind: 'code', value: (row) => row.number },
    { key: 'product', title: t('product'), kind: 'text', value: (row) => row.productName },
    { key: 'principal', title: t('principal'), unit: common('yuan'), kind: 'amount', value: (row) => row.principalMinor, to: (row) => addressOf.contract(row.id) },
    { key: 'outstanding', title: t('outstanding'), unit: common('yuan'), kind: 'amount', value: (row) => row.outstandingMinor, to: (row) => (row.ledgerAccountId === null ? addressOf.contract(row.id) : addressOf.ledgerAccount(row.ledgerAccountId)) },
    { key: 'matures', title: t('matures'), kind: 'date', value: (row) => row.maturesOn },
    { key: 'state', title: common('state'), kind: 'state', value: (row) => stateOf(lendingStates, row.state, pick) },
  ];
  return <Section title={t('loans')} flush><DataTable label={t('loans')} columns={columns} {...list.table} rowKey={(row) => row.id} rowTo={(row) => addressOf.contract(row.id)} empty={{ title: t('noLoans'), hint: t('noLoansHint') }} /></Section>;
}
