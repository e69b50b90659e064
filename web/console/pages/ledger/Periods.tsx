import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { DataTable, ErrorNotice, PageFrame, Section, useLanguage, useT, type Column } from '#kit';
import { useAddress } from '../../address.ts';
import { download, useAsk, useList, useSend, type RowOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { accountingTexts, ledgerTexts } from '../../i18n/ledger.ts';
import { Choice, Filters } from '../../parts/Filters.tsx';
import { Pending } from '../../parts/Pending.tsx';
import { useMay } from '../../session.ts';
import { monthIsOver, nextMonth, yearsOver } from './rules.ts';
import { YearEnd } from './YearEnd.tsx';

type Row = RowOf<typeof contracts.ledger.periods>;

/** The months of a book: which are closed, which is closed next, and the transfer at the end of a year. */
export default function Periods() {
  const t = useT(accountingTexts);
  const words = useT(ledgerTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const may = useMay();
  const [{ book: chosen }, change] = useAddress('book');
  const books = useAsk(contracts.ledger.books, {}).data?.books ?? [];
  const book = books.find((candidate) => candidate.code === chosen) ?? books[0];
  const bookCode = book?.code;
  const businessDate = useAsk(contracts.organisation.businessDay, {}).data?.businessDate;
  const filters = { sort: 'month', order: 'descending' as const, ...(bookCode === undefined ? {} : { bookCode }) };
  const list = useList(contracts.ledger.periods, filters, { enabled: bookCode !== undefined });
  // What is closed next stands at the far end of the list, so it is asked for by itself.
  const all = useAsk(contracts.ledger.periods, { sort: 'month', limit: 500, ...(bookCode === undefined ? {} : { bookCode }) }, { enabled: bookCode !== undefined }).data?.items ?? [];
  const [closing, setClosing] = useState<string>();
  const [yearEnd, setYearEnd] = useState(false);
  const [waiting, setWaiting] = useState<{ batchId: string; close: boolean }>();
  const month = nextMonth(all);
  const over = month !== undefined && businessDate !== undefined && monthIsOver(month, businessDate);
  const columns: readonly Column<Row>[] = [
    { key: 'month', title: t('month'), kind: 'code', value: (row) => row.month },
    { key: 'status', title: common('state'), kind: 'state', value: (row) => ({ tone: row.status === 'closed' ? 'good' : 'wait', label: t(row.status) }) },
    { key: 'entries', title: t('entriesCount'), kind: 'count', value: (row) => row.entries },
    { key: 'closedOn', title: t('closedOn'), kind: 'date', value: (row) => row.closedOn },
  ];
  return (
    <PageFrame title={t('periods')} crumbs={[{ title: words('group') }, { title: t('periods') }]}
      {...(may(contracts.ledger.closePeriod) && month !== undefined && over && waiting?.close !== true ? { primary: { label: t('closeMonth', { month }), onClick: () => setClosing(month) } } : {})}
      secondary={may(contracts.ledger.transferYear) && bookCode !== undefined && businessDate !== undefined ? [{ label: t('yearEnd'), onClick: () => setYearEnd(true) }] : []}>
      {waiting !== undefined && <Pending batchId={waiting.batchId} hint={t(waiting.close ? 'waitsForClose' : 'waitsFor')} />}
      <Filters><Choice label={words('book')} all={false} value={bookCode} onChange={(value) => change({ book: value })} widthPixels={220} options={books.map((candidate) => ({ value: candidate.code, label: `${candidate.code} ${pick({ zh: candidate.nameZh, en: candidate.nameEn })}` }))} /></Filters>
      {all.length > 0 && !over && <p className="gb-muted">{month === undefined ? t('allClosed') : t('monthNotOver', { month })}</p>}
      <Section flush {...(list.total === undefined ? {} : { extra: <span className="gb-muted gb-figures">{common('total', { count: list.total })}</span> })}>
        <DataTable label={t('periods')} columns={columns} {...list.table} rowKey={(row) => row.id} rowTo={(row) => `/ledger/entries?from=${row.month}-01&until=${lastOf(row.month)}`} onExport={() => download(contracts.ledger.periods, filters)} empty={{ title: t('periodsEmpty'), hint: t('periodsEmptyHint') }} />
      </Section>
      {book !== undefined && <Close book={`${book.code} ${pick({ zh: book.nameZh, en: book.nameEn })}`} bookCode={book.code} month={closing} entries={all.find((row) => row.month === closing)?.entries ?? 0} onClose={() => setClosing(undefined)} onPending={(batchId) => setWaiting({ batchId, close: true })} />}
      {book !== undefined && businessDate !== undefined && <YearEnd open={yearEnd} bookCode={book.code} years={yearsOver(all, businessDate)} businessDate={businessDate} onClose={() => setYearEnd(false)} onPending={(batchId) => setWaiting({ batchId, close: false })} />}
    </PageFrame>
  );
}

/** The last day of a month, YYYY-MM. */
const lastOf = (month: string): string => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);

function Close({ book, bookCode, month, entries, onClose, onPending }: { book: string; bookCode: string; month: string | undefined; entries: number; onClose: () => void; onPending: (batchId: string) => void }) {
  const t = useT(accountingTexts);
  const words = useT(ledgerTexts);
  const common = useT(commonTexts);
  const [checked, setChecked] = useState(false);
  const { send, busy, problem, reset } = useSend(contracts.ledger.closePeriod);
  const close = (): void => { setChecked(false); reset(); onClose(); };
  const submit = async (): Promise<void> => {
    const reply = await send({ bookCode, month: month! });
    if (reply === undefined) return;
    if (reply.status === 'pending') onPending(reply.batchId);
    close();
  };
  return (
    <Modal open={month !== undefined} title={t('closeTitle', { book: bookCode, month: month ?? '' })} onCancel={close} footer={null} destroyOnHidden mask={{ closable: false }} width={520}>
      <div className="gb-confirm">
        <dl>
          <div><dt>{words('book')}</dt><dd>{book}</dd></div>
          <div><dt>{t('month')}</dt><dd className="gb-figures"><strong>{month}</strong></dd></div>
          <div><dt>{t('entriesCount')}</dt><dd className="gb-figures">{entries}</dd></div>
        </dl>
        <p className="gb-muted gb-more">{t('closeHint')} {t('waitsForClose')}</p>
        {problem !== undefined && <ErrorNotice problem={problem} />}
        <Checkbox checked={checked} onChange={(event) => setChecked(event.target.checked)}>{t('closeChecked')}</Checkbox>
        <footer><Button onClick={close}>{common('cancel')}</Button><Button type="primary" disabled={!checked} loading={busy} onClick={() => void submit()}>{t('send')}</Button></footer>
      </div>
    </Modal>
  );
}
