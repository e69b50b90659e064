import { useLocation } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { amountInWords, formatMinor } from '#kernel';
import { ConfirmMoney, Empty, KitLink, Mark, PageFrame, Section, useT } from '#kit';
import { addressOf, useAddress } from '../../address.ts';
import { useAsk, useSend, type RowOf } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { depositTexts } from '../../i18n/parties.ts';
import { AmountField } from '../../parts/AmountInput.tsx';
import { typedMinor } from '../../parts/values.ts';
import { useMay } from '../../session.ts';

type Account = RowOf<typeof contracts.deposits.accounts>;
type Business = 'in' | 'out' | 'transfer';
type Values = { account: string; to?: string; amount: string; narrative: string };
type Done = { business: Business; payer?: Account; payee: Account; amountMinor: string; entryId: string; narrative: string };
const whole = (number: string | undefined): boolean => /^\d{18}$/.test(number ?? '');
const services = { in: contracts.deposits.credit, out: contracts.deposits.debit, transfer: contracts.deposits.transfer } as const;

/** Cash in, cash out and transfer over the counter: fill in, check payee and both amounts, done with a receipt. The address says which. */
export default function Counter() {
  const t = useT(depositTexts);
  const common = useT(commonTexts);
  const may = useMay();
  const last = useLocation({ select: (location) => location.pathname }).split('/').at(-1);
  const business: Business = last === 'out' || last === 'transfer' ? last : 'in';
  const [done, setDone] = useState<Done>();
  const crumbs = [{ title: t('title'), to: '/deposits' }, { title: t(business) }];
  if (!may(services[business])) return <PageFrame title={t(business)} crumbs={crumbs}><Section><Empty title={common('notGranted')}>{common('notGrantedHint')}</Empty></Section></PageFrame>;
  return (
    <PageFrame title={t(business)} crumbs={crumbs}>
      {done !== undefined && done.business === business ? <Receipt done={done} onAgain={() => setDone(undefined)} /> : <Entry key={business} business={business} onDone={setDone} />}
    </PageFrame>
  );
}

function Entry({ business, onDone }: { business: Business; onDone: (done: Done) => void }) {
  const t = useT(depositTexts);
  const [{ account: given }] = useAddress('account');
  const [form] = Form.useForm<Values>();
  const account = useAccount(Form.useWatch('account', form) ?? given);
  const to = useAccount(Form.useWatch('to', form));
  const [values, setValues] = useState<Values>();
  const credit = useSend(contracts.deposits.credit);
  const debit = useSend(contracts.deposits.debit);
  const transfer = useSend(contracts.deposits.transfer);
  const sending = { in: credit, out: debit, transfer }[business];
  const amountMinor = values === undefined ? undefined : typedMinor(values.amount);
  const payee = business === 'transfer' ? to.account : account.account;

  const confirm = async (): Promise<void> => {
    if (values === undefined || amountMinor === undefined || payee === undefined) return;
    const { narrative } = values;
    const reply = business === 'transfer' ? await transfer.send({ fromNumber: values.account, toNumber: values.to!, amountMinor, narrative }) : await (business === 'in' ? credit : debit).send({ accountNumber: values.account, amountMinor, narrative });
    if (reply?.status === 'succeeded') onDone({ business, payee, ...(business === 'transfer' && account.account !== undefined ? { payer: account.account } : {}), amountMinor, entryId: reply.value.entryId, narrative });
  };
  const numberField = (name: 'account' | 'to', label: string, found: ReturnType<typeof useAccount>) => (
    <Form.Item name={name} label={label} extra={found.text} validateStatus={found.missing ? 'error' : ''} rules={[{ required: true, pattern: /^\d{18}$/, message: t('numberWrong') }]}><Input inputMode="numeric" autoComplete="off" maxLength={18} className="gb-figures" /></Form.Item>
  );
  return (
    <Section>
      <Form form={form} layout="vertical" requiredMark={false} className="gb-form" initialValues={{ account: given, narrative: t(business === 'in' ? 'narrativeIn' : business === 'out' ? 'narrativeOut' : 'narrativeTransfer') }}
        onFinish={(filled) => { if (account.account !== undefined && payee !== undefined) { sending.reset(); setValues(filled); } }}>
        {numberField('account', t(business === 'transfer' ? 'from' : 'account'), account)}
        {business === 'transfer' && numberField('to', t('to'), to)}
        <AmountField name="amount" label={t('amount')} />
        <Form.Item name="narrative" label={t('narrative')} rules={[{ required: true, whitespace: true }]}><Input maxLength={120} /></Form.Item>
        <p className="gb-muted gb-more">{t('reversible')}</p>
        <div className="gb-form-foot"><Button type="primary" htmlType="submit">{t('next')}</Button></div>
      </Form>
      {values !== undefined && amountMinor !== undefined && payee !== undefined && (
        <ConfirmMoney open title={t(business)} payee={payee.ownerName} payeeAccount={payee.id} amountMinor={amountMinor} amountInWords={amountInWords(BigInt(amountMinor))} busy={sending.busy} problem={sending.problem}
          facts={[...(business === 'transfer' && account.account !== undefined ? [{ label: t('payer'), value: account.account.ownerName }, { label: t('payerAccount'), value: <span className="gb-figures">{account.account.id}</span> }] : []), { label: t('narrative'), value: values.narrative }]}
          onConfirm={() => void confirm()} onCancel={() => setValues(undefined)} />
      )}
    </Section>
  );
}

/** Whose account a number is, as soon as all 18 digits stand there. */
export function useAccount(number: string | undefined): { account: Account | undefined; text: string | undefined; missing: boolean } {
  const t = useT(depositTexts);
  const { data } = useAsk(contracts.deposits.accounts, { number: number ?? '', limit: 1 }, { enabled: whole(number) });
  const account = whole(number) ? data?.items.find((item) => item.id === number) : undefined;
  const missing = whole(number) && data !== undefined && account === undefined;
  return { account, missing, text: missing ? t('unknown') : account === undefined ? undefined : t('holds', { name: account.ownerName, balance: formatMinor(BigInt(account.availableMinor)) }) };
}

function Receipt({ done, onAgain }: { done: Done; onAgain: () => void }) {
  const t = useT(depositTexts);
  const common = useT(commonTexts);
  return (
    <Section title={t('receipt')}>
      <div className="gb-receipt">
        <p className="gb-said" role="status"><span className="gb-tone-good"><Mark tone="good" sizePixels={16} /></span><strong>{t(done.business)} · {t('done')}</strong></p>
        <div className="gb-confirm gb-form">
          <dl>
            {done.payer !== undefined && <div><dt>{t('payer')}</dt><dd>{done.payer.ownerName} <span className="gb-figures">{done.payer.id}</span></dd></div>}
            <div><dt>{t(done.business === 'out' ? 'cashOut' : 'owner')}</dt><dd className="gb-confirm-payee">{done.payee.ownerName}</dd></div>
            <div><dt>{t('account')}</dt><dd className="gb-figures">{done.payee.id}</dd></div>
            <div className="gb-confirm-amount"><dt>{t('amount')}</dt><dd className="gb-figures">¥{formatMinor(BigInt(done.amountMinor))}</dd></div>
            <div><dt>{common('amountWords')}</dt><dd>{amountInWords(BigInt(done.amountMinor))}</dd></div>
            <div><dt>{t('narrative')}</dt><dd>{done.narrative}</dd></div>
            <div><dt>{t('entry')}</dt><dd><KitLink to={addressOf.entry(done.entryId)}>{t('openEntry')}</KitLink> · <KitLink to={addressOf.ledgerAccount(done.payee.ledgerAccountId)}>{t('openAccount')}</KitLink></dd></div>
          </dl>
        </div>
        <div className="gb-decide"><Button onClick={() => print()}>{common('print')}</Button><Button type="primary" onClick={onAgain}>{t('again')}</Button></div>
      </div>
    </Section>
  );
}
