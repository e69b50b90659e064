import { useState } from 'react';
import { contracts } from '#contracts';
import { DataTable, PageFrame, Section, useLanguage, useT, type BothLanguages, type Column } from '#kit';
import { addressOf, useAddress } from '../../address.ts';
import { useList, type RowOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { partyTexts } from '../../i18n/parties.ts';
import { partyKinds, wordOf } from '../../i18n/words.ts';
import { Choice, Filters, Words } from '../../parts/Filters.tsx';
import { useUnits } from '../../parts/units.ts';

type Row = RowOf<typeof contracts.parties.parties>;
type Field = 'name' | 'idNumber' | 'mobile';

/** A household has no name of its own: it is known by its head, whom its page shows. Here the end of its number tells it apart. */
export const nameOfParty = (party: { id: string; kind: string; name: string }, pick: (text: BothLanguages) => string): string => (party.kind === 'household' ? `${wordOf(partyKinds, 'household', pick)} ${party.id.slice(-6)}` : party.name);

/** Parties. What is searched for is personal data and stays out of the address bar; the kind is part of the address. */
export default function Parties() {
  const t = useT(partyTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const { nameOf } = useUnits();
  const [{ kind }, change] = useAddress('kind');
  const [field, setField] = useState<Field>('name');
  const [words, setWords] = useState<string>();
  const known = kind === 'person' || kind === 'household' || kind === 'village' || kind === 'firm' ? kind : undefined;
  const list = useList(contracts.parties.parties, { sort: 'registeredOn', order: 'descending', ...(known === undefined ? {} : { kind: known }), ...(words === undefined ? {} : { [field]: words }) });
  const columns: readonly Column<Row>[] = [
    { key: 'name', title: t('name'), kind: 'text', value: (row) => nameOfParty(row, pick) },
    { key: 'kind', title: t('kind'), kind: 'text', value: (row) => wordOf(partyKinds, row.kind, pick) },
    { key: 'idNumber', title: t('idNumber'), kind: 'code', value: (row) => row.idNumber },
    { key: 'mobile', title: t('mobile'), kind: 'code', value: (row) => row.mobile },
    { key: 'unit', title: common('unit'), kind: 'text', value: (row) => nameOf(row.unitPath) },
    { key: 'registeredOn', title: t('registeredOn'), kind: 'date', value: (row) => row.registeredOn },
  ];
  return (
    <PageFrame title={t('title')}>
      <Filters>
        <Choice label={t('kind')} value={known} onChange={(value) => change({ kind: value })} options={Object.entries(partyKinds).map(([value, text]) => ({ value, label: pick(text) }))} widthPixels={140} />
        <Choice label={t('by')} all={false} value={field} onChange={(value) => setField((value ?? 'name') as Field)} options={(['name', 'idNumber', 'mobile'] as const).map((value) => ({ value, label: t(value) }))} widthPixels={150} />
        <Words label={common('search')} value={words} onChange={setWords} placeholder={t('searchHint')} />
      </Filters>
      <Section flush {...(list.total === undefined ? {} : { extra: <span className="gb-muted gb-figures">{common('total', { count: list.total })}</span> })}>
        <DataTable label={t('title')} columns={columns} {...list.table} rowKey={(row) => row.id} rowTo={(row) => addressOf.party(row.id)} empty={{ title: t('empty'), hint: t('emptyHint') }} />
      </Section>
    </PageFrame>
  );
}
