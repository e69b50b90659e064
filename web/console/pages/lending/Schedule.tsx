import { Modal } from 'antd';
import { useMemo, useState } from 'react';
import { formatMinor } from '#kernel';
import { Amount, DataTable, ScheduleChart, Section, useLanguage, useT, type Column } from '#kit';
import { commonTexts } from '../../i18n/common.ts';
import { dayCounts } from '../../i18n/catalogue.ts';
import { lendingTexts } from '../../i18n/lending.ts';
import { wordOf } from '../../i18n/words.ts';
import { percent } from '../../parts/Fact.tsx';
import { components, sumMinor, type Contract, type Line } from './rules.ts';

export type PlainLine = Pick<Line, 'number' | 'dueOn' | 'principalMinor' | 'interestMinor' | 'balanceAfterMinor' | 'explanation'> & Partial<Pick<Line, 'state' | 'paid'>>;
const lineStates = { paid: ['good', '已还', 'Paid'], part_paid: ['now', '部分已还', 'Part paid'], due: ['wait', '到期', 'Due'], overdue: ['stop', '逾期', 'Overdue'], ahead: ['quiet', '未到', 'Ahead'] } as const;

/** The schedule as chart and table; each line opens how it is made: days, base, rate, formula. */
export function Schedule({ contract }: { contract: Contract }) {
  const t = useT(lendingTexts);
  return <Section title={t('schedule')} extra={<span className="gb-muted gb-figures">{t('asOf', { date: contract.asOf })}</span>}><ScheduleTable lines={contract.lines} name={contract.number} /></Section>;
}

export function ScheduleTable({ lines, name }: { lines: readonly PlainLine[]; name: string }) {
  const t = useT(lendingTexts);
  const common = useT(commonTexts);
  const { short } = useLanguage();
  const [open, setOpen] = useState<PlainLine>();
  const due = useMemo(() => lines.filter((line) => BigInt(line.principalMinor) + BigInt(line.interestMinor) > 0n), [lines]);
  const bars = useMemo(() => due.map(({ dueOn, principalMinor, interestMinor }) => ({ dueOn, principalMinor, interestMinor })), [due]);
  const how = (line: PlainLine, minor: string) => (minor === '0' ? <Amount amountMinor={minor} /> : <button type="button" className="gb-inline-link gb-figures" onClick={() => setOpen(line)}><Amount amountMinor={minor} /></button>);
  const columns: readonly Column<PlainLine>[] = [
    { key: 'number', title: t('line'), kind: 'text', value: (row) => String(row.number) },
    { key: 'dueOn', title: t('dueOn'), kind: 'date', value: (row) => row.dueOn },
    { key: 'principal', title: t('principal'), unit: common('yuan'), kind: 'amount', value: (row) => row.principalMinor, totalMinor: sumMinor(due.map((line) => line.principalMinor)), render: (row) => how(row, row.principalMinor) },
    { key: 'interest', title: t('interest'), unit: common('yuan'), kind: 'amount', value: (row) => row.interestMinor, totalMinor: sumMinor(due.map((line) => line.interestMinor)), render: (row) => how(row, row.interestMinor) },
    { key: 'balance', title: t('balanceAfter'), unit: common('yuan'), kind: 'amount', value: (row) => row.balanceAfterMinor },
    ...(due.some((line) => line.paid !== undefined) ? [{ key: 'paid', title: t('paid'), unit: common('yuan'), kind: 'amount' as const, value: (row: PlainLine) => (row.paid === undefined ? null : String(sumMinor(components.map((component) => row.paid![component])))) }] : []),
    ...(due.some((line) => line.state !== undefined) ? [{ key: 'state', title: common('state'), kind: 'state' as const, value: (row: PlainLine) => { const [tone, zh, en] = lineStates[row.state ?? 'ahead']; return { tone, label: short === 'en' ? en : zh }; } }] : []),
    { key: 'how', title: t('showHow'), kind: 'text', value: () => '', render: (row) => <button type="button" className="gb-inline-link" aria-label={t('howLine', { number: row.number })} onClick={() => setOpen(row)}>{t('showHow')}</button> },
  ];
  return (
    <>
      <ScheduleChart rows={bars} heightPixels={220} />
      <div className="gb-schedule"><DataTable label={t('schedule')} columns={columns} rows={due} rowKey={(row) => String(row.number)} exportName={name} empty={{ title: t('schedule') }} /></div>
      <Modal open={open !== undefined} title={open === undefined ? '' : `${t('howLine', { number: open.number })} · ${open.dueOn}`} footer={null} onCancel={() => setOpen(undefined)} destroyOnHidden width={680}>{open !== undefined && <How line={open} />}</Modal>
    </>
  );
}

/** How one line is made: a row per period with the same base and rate. */
function How({ line }: { line: PlainLine }) {
  const t = useT(lendingTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  if (line.explanation.length === 0) return <p>{t('onlyPrincipal', { amount: formatMinor(BigInt(line.principalMinor)) })}</p>;
  return (
    <div className="gb-scroll">
      <table className="gb-plain">
        <thead><tr><th>{t('from')}</th><th>{t('until')}</th><th className="gb-right">{t('days')}</th><th className="gb-right">{t('base')}（{common('yuan')}）</th><th className="gb-right">{t('rate')}</th><th>{t('formula')}</th></tr></thead>
        <tbody>
          {line.explanation.map((part, index) => (
            <tr key={index}><td className="gb-figures">{part.from}</td><td className="gb-figures">{part.until}</td><td className="gb-right">{part.days}</td><td className="gb-right">{formatMinor(BigInt(part.baseMinor))}</td><td className="gb-right">{percent(part.annualRate)}</td><td className="gb-formula">{part.formula}</td></tr>
          ))}
          <tr><td colSpan={3}><span className="gb-muted">{t('dayCount')} {wordOf(dayCounts, line.explanation[0]!.dayCount, pick)}</span></td><td className="gb-right" colSpan={2}>{t('interest')}</td><td><strong className="gb-figures">{formatMinor(BigInt(line.interestMinor))}</strong></td></tr>
        </tbody>
      </table>
    </div>
  );
}
