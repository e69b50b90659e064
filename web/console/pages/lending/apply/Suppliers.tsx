import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { formatMinor } from '#kernel';
import { useT } from '#kit';
import { useAsk } from '../../../api.ts';
import { commonTexts } from '../../../i18n/common.ts';
import { actionTexts, lendingTexts } from '../../../i18n/lending.ts';
import { AmountField, typedMinor } from '../../../parts/AmountInput.tsx';
import { Photo, UploadButton } from '../Files.tsx';
import { sumMinor } from '../rules.ts';
import type { Draft, PayeeDraft } from './draft.ts';
import { FindParty, type Party } from './FindParty.tsx';

/** Suppliers that the loan pays directly, each with an invoice. */
export function Suppliers({ draft, keep, unitPath, onNext, onBack }: { draft: Draft; keep: (changes: Draft) => void; unitPath: string; onNext: () => void; onBack: () => void }) {
  const t = useT(actionTexts);
  const payees = draft.payees ?? [];
  const [adding, setAdding] = useState(false);
  const total = sumMinor(payees.map((payee) => payee.amountMinor));
  const exceeds = total > BigInt(draft.requestedMinor ?? '0');
  return (
    <div className="gb-stack gb-form">
      {payees.length === 0 && !adding && <p className="gb-muted">{t('payeesNone')}</p>}
      <ul className="gb-pick">{payees.map((payee) => <li key={payee.invoiceNumber}><PayeeName id={payee.payeeId} /><span className="gb-code">{payee.invoiceNumber}</span><span className="gb-figures">¥{formatMinor(BigInt(payee.amountMinor))}</span><Button size="small" type="text" onClick={() => keep({ payees: payees.filter((other) => other !== payee) })}>{t('remove')}</Button></li>)}</ul>
      {adding ? <NewPayee unitPath={unitPath} onAdd={(payee) => { keep({ payees: [...payees, payee] }); setAdding(false); }} onCancel={() => setAdding(false)} /> : payees.length < 10 && <div><Button onClick={() => setAdding(true)}>{t('addPayee')}</Button></div>}
      {exceeds && <p className="gb-tone-stop" role="alert">{t('exceeds')}</p>}
      <div className="gb-form-foot"><Button onClick={onBack}>{t('back')}</Button><Button type="primary" disabled={exceeds || adding} onClick={onNext}>{t('next')}</Button></div>
    </div>
  );
}

/** The name of a party by its id; drafts keep ids only. */
export function PayeeName({ id }: { id: string }) {
  const { data } = useAsk(contracts.parties.party, { partyId: id });
  return <strong>{data?.name ?? '…'}</strong>;
}

function NewPayee({ unitPath, onAdd, onCancel }: { unitPath: string; onAdd: (payee: PayeeDraft) => void; onCancel: () => void }) {
  const t = useT(actionTexts);
  const words = useT(lendingTexts);
  const common = useT(commonTexts);
  const [firm, setFirm] = useState<Party>();
  const [image, setImage] = useState<string>();
  const accounts = useAsk(contracts.deposits.accounts, { partyId: firm?.id ?? '', limit: 10 }, { enabled: firm !== undefined }).data?.items;
  const account = accounts?.[0];
  const submit = ({ amount, invoice }: { amount: string; invoice: string }): void => {
    const amountMinor = typedMinor(amount);
    if (firm !== undefined && account !== undefined && amountMinor !== undefined) onAdd({ payeeId: firm.id, accountNumber: account.id, amountMinor, invoiceNumber: invoice.trim(), ...(image === undefined ? {} : { invoiceSha256: image }) });
  };
  return (
    <div className="gb-payee">
      <FindParty kind="firm" onChoose={setFirm} />
      {firm !== undefined && (
        <Form layout="vertical" requiredMark={false} onFinish={submit}>
          <p className="gb-kit-row"><strong>{firm.name}</strong>{account === undefined ? <span className="gb-muted">{accounts === undefined ? common('loading') : t('noAccount')}</span> : <span className="gb-code">{account.id}</span>}</p>
          <div className="gb-row"><AmountField name="amount" label={words('amount')} /><Form.Item name="invoice" label={t('invoiceNumber')} rules={[{ required: true, whitespace: true, message: common('required') }]}><Input maxLength={40} /></Form.Item></div>
          <div className="gb-photos"><UploadButton unitPath={unitPath} label={t('invoiceFile')} onUploaded={([sha256]) => setImage(sha256)} />{image !== undefined && <Photo sha256={image} shape="paper" label={t('invoiceFile')} />}</div>
          <div className="gb-form-foot"><Button onClick={onCancel}>{common('cancel')}</Button><Button type="primary" htmlType="submit" disabled={account === undefined}>{t('addPayee')}</Button></div>
        </Form>
      )}
      {firm === undefined && <div className="gb-form-foot"><Button onClick={onCancel}>{common('cancel')}</Button></div>}
    </div>
  );
}
