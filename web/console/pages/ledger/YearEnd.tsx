import { Button, Checkbox, Modal, Select } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { amountInWords, formatMinor } from '#kernel';
import { ErrorNotice, KitLink, useT } from '#kit';
import { useAsk, useSend } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { accountingTexts, ledgerTexts } from '../../i18n/ledger.ts';

/** The transfer of a year's income and expenses to equity, offered for years that are over. */
export function YearEnd({ open, bookCode, years, businessDate, onClose, onPending }: { open: boolean; bookCode: string; years: readonly string[]; businessDate: string; onClose: () => void; onPending: (batchId: string) => void }) {
  const t = useT(accountingTexts);
  const words = useT(ledgerTexts);
  const common = useT(commonTexts);
  const [chosen, setChosen] = useState<string>();
  const [checked, setChecked] = useState(false);
  const year = chosen !== undefined && years.includes(chosen) ? chosen : years[0];
  const { send, busy, problem, reset } = useSend(contracts.ledger.transferYear);
  const statement = useAsk(contracts.ledger.incomeStatement, { bookCode, from: `${year}-01-01`, until: `${year}-12-31` }, { enabled: open && year !== undefined }).data;
  const profitMinor = statement === undefined ? undefined : BigInt(statement.currencies.find((group) => group.currency === 'CNY')?.profitMinor ?? '0');
  const close = (): void => { setChecked(false); reset(); onClose(); };
  const submit = async (): Promise<void> => {
    const reply = await send({ bookCode, year: Number(year) });
    if (reply === undefined) return;
    if (reply.status === 'pending') onPending(reply.batchId);
    close();
  };
  return (
    <Modal open={open} title={t('yearEndTitle')} onCancel={close} footer={null} destroyOnHidden mask={{ closable: false }} width={560}>
      {year === undefined ? <div className="gb-dialog"><p>{t('yearNotOver', { year: businessDate.slice(0, 4) })}</p><div className="gb-form-foot"><Button onClick={close}>{common('close')}</Button></div></div> : (
        <div className="gb-confirm">
          <dl>
            <div><dt>{words('book')}</dt><dd>{bookCode}</dd></div>
            <div><dt>{t('year')}</dt><dd>{years.length > 1 ? <Select value={year} onChange={setChosen} aria-label={t('year')} options={years.map((value) => ({ value, label: value }))} /> : <strong className="gb-figures">{year}</strong>}</dd></div>
            <div className="gb-confirm-amount"><dt>{t('yearProfit')}</dt><dd className="gb-figures">{profitMinor === undefined ? '…' : <KitLink to={`/ledger/reports?report=income&book=${bookCode}&from=${year}-01-01&until=${year}-12-31`} className="gb-figure-link">¥{formatMinor(profitMinor)}</KitLink>}</dd></div>
            {profitMinor !== undefined && profitMinor > 0n && <div><dt>{common('amountWords')}</dt><dd>{amountInWords(profitMinor)}</dd></div>}
          </dl>
          <p className="gb-muted gb-more">{t('yearEndHint')} {t('waitsFor')}</p>
          {problem !== undefined && <ErrorNotice problem={problem} />}
          <Checkbox checked={checked} onChange={(event) => setChecked(event.target.checked)}>{t('yearChecked')}</Checkbox>
          <footer><Button onClick={close}>{common('cancel')}</Button><Button type="primary" disabled={!checked} loading={busy} onClick={() => void submit()}>{t('send')}</Button></footer>
        </div>
      )}
    </Modal>
  );
}
