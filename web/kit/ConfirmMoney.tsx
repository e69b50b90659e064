import { Button, Checkbox, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { formatMinor, type CurrencyCode } from '#kernel';
import { ErrorNotice, type Problem } from './ErrorNotice.tsx';
import { useT } from './i18n.ts';
import { kitTexts } from './texts.ts';

export type ConfirmMoneyProps = {
  open: boolean; title: string; payee: string; payeeAccount?: string; amountMinor: string; currency?: CurrencyCode;
  /** The amount in words, e.g. `amountInWords` of the kernel: 人民币壹拾贰万元整. */
  amountInWords: string;
  facts?: readonly { readonly label: string; readonly value: ReactNode }[];
  /** What else the person must know before: approval that follows, whether it can be undone. */
  children?: ReactNode;
  confirmLabel?: string; busy?: boolean; problem?: Problem; onConfirm: () => void; onCancel: () => void;
};

/** Before money moves: restates payee, account and amount in figures and words, and waits for an explicit tick. */
export function ConfirmMoney(props: ConfirmMoneyProps) {
  return (
    <Modal open={props.open} title={props.title} onCancel={props.onCancel} footer={null} destroyOnHidden mask={{ closable: false }} width={560}>
      <Restated {...props} />
    </Modal>
  );
}

function Restated({ payee, payeeAccount, amountMinor, currency = 'CNY', amountInWords, facts = [], children, confirmLabel, busy = false, problem, onConfirm, onCancel }: ConfirmMoneyProps) {
  const t = useT(kitTexts);
  const [checked, setChecked] = useState(false);
  const sign = currency === 'CNY' ? '¥' : `${currency} `;
  return (
    <div className="gb-confirm">
      <dl>
        <div><dt>{t('payee')}</dt><dd className="gb-confirm-payee">{payee}</dd></div>
        {payeeAccount !== undefined && <div><dt>{t('payeeAccount')}</dt><dd className="gb-figures">{payeeAccount}</dd></div>}
        <div className="gb-confirm-amount"><dt>{t('amountFigures')}</dt><dd className="gb-figures">{sign}{formatMinor(BigInt(amountMinor), currency)}</dd></div>
        <div><dt>{t('amountWords')}</dt><dd>{amountInWords}</dd></div>
        {facts.map((fact) => <div key={fact.label}><dt>{fact.label}</dt><dd>{fact.value}</dd></div>)}
      </dl>
      {children}
      {problem !== undefined && <ErrorNotice problem={problem} />}
      <Checkbox checked={checked} onChange={(event) => setChecked(event.target.checked)}>{t('checkedMoney')}</Checkbox>
      <footer><Button onClick={onCancel}>{t('cancel')}</Button><Button type="primary" disabled={!checked} loading={busy} onClick={onConfirm}>{confirmLabel ?? t('confirmMoney')}</Button></footer>
    </div>
  );
}
