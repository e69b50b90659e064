import { contracts } from '#contracts';
import { DataTable, KitLink, PageFrame, Section, useLanguage, useT, type Column } from '#kit';
import { addressOf, useAddress } from '../../address.ts';
import { download, useList, type RowOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { ledgerTexts } from '../../i18n/ledger.ts';
import { entryKinds, wordOf } from '../../i18n/words.ts';
import { Choice, DateFilter, Filters } from '../../parts/Filters.tsx';

type Row = RowOf<typeof contracts.ledger.entries>;

/** Columns of a list of entries. */
export function useEntryColumns(): readonly Column<Row>[] {
  const t = useT(ledgerTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  return [
    { key: 'bookedOn', title: t('bookedOn'), kind: 'date', value: (row) => row.bookedOn },
    { key: 'kind', title: t('kind'), kind: 'text', value: (row) => wordOf(entryKinds, row.kind, pick) },
    { key: 'narrative', title: t('narrative'), kind: 'text', value: (row) => row.narrative },
    { key: 'amount', title: t('amount'), unit: common('yuan'), kind: 'amount', value: (row) => row.amountMinor, to: (row) => addressOf.entry(row.id) },
    { key: 'book', title: t('book'), kind: 'text', value: (row) => row.bookCode },
    { key: 'valueDate', title: t('valueDate'), kind: 'date', value: (row) => row.valueDate },
    { key: 'recordedAt', title: t('recordedAt'), kind: 'date', value: (row) => row.recordedAt },
  ];
}

/** Every entry in sight, newest first. */
export default function Entries() {
  const t = useT(ledgerTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const [{ from, until, kind, commandId }, change] = useAddress('from', 'until', 'kind', 'commandId');
  const columns = useEntryColumns();
  const filters = { sort: 'recordedAt', order: 'descending' as const, ...(from ? { bookedFrom: from } : {}), ...(until ? { bookedUntil: until } : {}), ...(kind ? { kind } : {}), ...(commandId ? { commandId } : {}) };
  const list = useList(contracts.ledger.entries, filters);
  const kinds = [...new Set([...Object.keys(entryKinds), ...list.rows.map((row) => row.kind), ...(kind ? [kind] : [])])];
  return (
    <PageFrame title={t('entries')} crumbs={[{ title: t('group') }, { title: t('entries') }]}>
      <Filters>
        <DateFilter label={common('from')} value={from} onChange={(value) => change({ from: value })} />
        <DateFilter label={common('until')} value={until} onChange={(value) => change({ until: value })} />
        <Choice label={t('kind')} value={kind} onChange={(value) => change({ kind: value })} options={kinds.map((value) => ({ value, label: wordOf(entryKinds, value, pick) }))} />
        {commandId !== undefined && <span className="gb-filter"><span>{t('currentCommand')}</span><KitLink to={addressOf.command(commandId)}><span className="gb-code">{commandId.slice(-12)}</span></KitLink><button type="button" className="gb-inline-link" onClick={() => change({ commandId: undefined })}>{common('clear')}</button></span>}
      </Filters>
      <Section flush {...(list.total === undefined ? {} : { extra: <span className="gb-muted gb-figures">{common('total', { count: list.total })}</span> })}>
        <DataTable label={t('entries')} columns={columns} {...list.table} rowKey={(row) => row.id} rowTo={(row) => addressOf.entry(row.id)} onExport={() => download(contracts.ledger.entries, filters)} empty={{ title: t('entriesEmpty'), hint: t('entriesEmptyHint') }} />
      </Section>
    </PageFrame>
  );
}
