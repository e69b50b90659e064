import { contracts } from '#contracts';
import { DataTable, KitLink, PageFrame, Section, useLanguage, useNavigateTo, useT, type Column } from '#kit';
import { addressOf, useAddress } from '../../address.ts';
import { download, useList, type RowOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { holdTexts } from '../../i18n/deposits.ts';
import { depositTexts } from '../../i18n/parties.ts';
import { accountStates, depositKinds, stateOf, wordOf } from '../../i18n/words.ts';
import { Filters, Words } from '../../parts/Filters.tsx';
import { useUnits } from '../../parts/units.ts';
import { useMay } from '../../session.ts';

type Row = RowOf<typeof contracts.deposits.accounts>;

/** Columns of a list of customers' accounts; the balance opens the statement, what is available the account with its holds. */
export function useDepositColumns(): readonly Column<Row>[] {
  const t = useT(depositTexts);
  const holds = useT(holdTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const { nameOf } = useUnits();
  return [
    { key: 'number', title: t('number'), kind: 'code', value: (row) => row.id },
    { key: 'owner', title: t('owner'), kind: 'text', value: (row) => row.ownerName, render: (row) => <KitLink to={addressOf.party(row.partyId)}>{row.ownerName}</KitLink> },
    { key: 'balance', title: t('balance'), unit: common('yuan'), kind: 'amount', value: (row) => row.balanceMinor, to: (row) => addressOf.ledgerAccount(row.ledgerAccountId) },
    { key: 'available', title: holds('available'), unit: common('yuan'), kind: 'amount', value: (row) => row.availableMinor, to: (row) => addressOf.deposit(row.id) },
    { key: 'kind', title: t('kind'), kind: 'text', value: (row) => wordOf(depositKinds, row.kind, pick) },
    { key: 'unit', title: common('unit'), kind: 'text', value: (row) => nameOf(row.unitPath) },
    { key: 'openedOn', title: t('openedOn'), kind: 'date', value: (row) => row.openedOn },
    { key: 'status', title: common('state'), kind: 'state', value: (row) => stateOf(accountStates, row.status, pick) },
  ];
}

/** Customers' deposit accounts, and the counter's three businesses for whoever holds the counter. */
export default function Deposits() {
  const t = useT(depositTexts);
  const common = useT(commonTexts);
  const may = useMay();
  const navigate = useNavigateTo();
  const [{ number }, change] = useAddress('number');
  const columns = useDepositColumns();
  const whole = number !== undefined && /^\d{18}$/.test(number) ? number : undefined;
  const filters = { sort: 'openedOn', order: 'descending' as const, ...(whole === undefined ? {} : { number: whole }) };
  const list = useList(contracts.deposits.accounts, filters);
  return (
    <PageFrame title={t('title')}
      {...(may(contracts.deposits.credit) ? { primary: { label: t('in'), onClick: () => navigate('/deposits/in') } } : {})}
      secondary={[...(may(contracts.deposits.debit) ? [{ label: t('out'), onClick: () => navigate('/deposits/out') }] : []), ...(may(contracts.deposits.transfer) ? [{ label: t('transfer'), onClick: () => navigate('/deposits/transfer') }] : [])]}>
      <Filters><Words label={t('find')} value={number} onChange={(value) => change({ number: value })} placeholder={t('findHint')} /></Filters>
      <Section flush {...(list.total === undefined ? {} : { extra: <span className="gb-muted gb-figures">{common('total', { count: list.total })}</span> })}>
        <DataTable label={t('title')} columns={columns} {...list.table} rowKey={(row) => row.id} rowTo={(row) => addressOf.deposit(row.id)} onExport={() => download(contracts.deposits.accounts, filters)}
          empty={{ title: t('empty'), hint: t('emptyHint'), action: <KitLink to="/parties">{t('toParties')}</KitLink> }} />
      </Section>
    </PageFrame>
  );
}
