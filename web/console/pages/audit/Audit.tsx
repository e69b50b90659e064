import { contracts, declarations } from '#contracts';
import { DataTable, KitLink, PageFrame, Section, useLanguage, useT, type Column } from '#kit';
import { addressOf, useAddress } from '../../address.ts';
import { download, useList, type RowOf } from '../../api.ts';
import { auditTexts } from '../../i18n/audit.ts';
import { commonTexts } from '../../i18n/common.ts';
import { channelWords, commandStates, commandWord, stateOf, wordOf } from '../../i18n/words.ts';
import { Choice, Filters, Words } from '../../parts/Filters.tsx';

type Row = RowOf<typeof contracts.approvals.commands>;

/** The command log, newest first. */
export default function Audit() {
  const t = useT(auditTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const [{ name, text, batchId, principalId }, change] = useAddress('name', 'text', 'batchId', 'principalId');
  const filters = { sort: 'recordedAt', order: 'descending' as const, ...(name ? { name } : {}), ...(text ? { text } : {}), ...(batchId ? { batchId } : {}), ...(principalId ? { principalId } : {}) };
  const list = useList(contracts.approvals.commands, filters);
  const columns: readonly Column<Row>[] = [
    { key: 'recordedAt', title: t('recordedAt'), kind: 'date', value: (row) => row.recordedAt },
    { key: 'name', title: t('business'), kind: 'text', value: (row) => commandWord(row.name, pick) },
    { key: 'person', title: t('person'), kind: 'text', value: (row) => row.principalName },
    { key: 'approvers', title: t('approvers'), kind: 'text', value: (row) => row.approvedBy.join('、') },
    { key: 'channel', title: t('channel'), kind: 'text', value: (row) => wordOf(channelWords, row.channel, pick) },
    { key: 'businessDate', title: t('businessDate'), kind: 'date', value: (row) => row.businessDate },
    { key: 'status', title: common('state'), kind: 'state', value: (row) => stateOf(commandStates, row.status, pick) },
    { key: 'refusal', title: t('refusal'), kind: 'text', value: (row) => (row.refusalCode === null ? '' : refusalWord(row.name, row.refusalCode, pick)) },
  ];
  const only = (label: string, value: string, to: string | undefined, key: 'batchId' | 'principalId') => (
    <span className="gb-filter"><span>{label}</span>{to === undefined ? <span className="gb-code">{value.slice(-12)}</span> : <KitLink to={to}><span className="gb-code">{value.slice(-12)}</span></KitLink>}<button type="button" className="gb-inline-link" onClick={() => change({ [key]: undefined })}>{common('clear')}</button></span>
  );
  return (
    <PageFrame title={t('title')} state={<span className="gb-lead">{t('lead')}</span>}>
      <Filters>
        <Choice label={t('business')} value={name} onChange={(value) => change({ name: value })} widthPixels={220} options={declarations.filter((declaration) => declaration.kind === 'command').map((declaration) => ({ value: declaration.name, label: pick(declaration.summary) }))} />
        <Words label={t('words')} value={text} onChange={(value) => change({ text: value })} placeholder={t('wordsHint')} />
        {batchId !== undefined && only(t('oneBatch'), batchId, addressOf.approval(batchId), 'batchId')}
        {principalId !== undefined && only(t('onePerson'), principalId, undefined, 'principalId')}
      </Filters>
      <Section flush {...(list.total === undefined ? {} : { extra: <span className="gb-muted gb-figures">{common('total', { count: list.total })}</span> })}>
        <DataTable label={t('title')} columns={columns} {...list.table} rowKey={(row) => row.id} rowTo={(row) => addressOf.command(row.id)} onExport={() => download(contracts.approvals.commands, filters)} empty={{ title: t('empty'), hint: t('emptyHint') }} />
      </Section>
    </PageFrame>
  );
}

const refusalTexts = new Map(declarations.map((declaration) => [declaration.name, declaration.refusals]));
/** The words a command declares for a refusal; the code where it declares none. */
export function refusalWord(name: string, code: string, pick: (text: { zh: string; en: string }) => string): string {
  const text = refusalTexts.get(name.split('#')[0]!)?.[code];
  return text === undefined ? code : pick(text);
}
