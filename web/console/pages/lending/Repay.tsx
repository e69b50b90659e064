import { Button, Form, Modal } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { amountInWords, formatMinor } from '#kernel';
import { ConfirmMoney, KitLink, Mark, useT } from '#kit';
import { addressOf } from '../../address.ts';
import { useSend } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { lendingTexts } from '../../i18n/lending.ts';
import { AmountField, typedMinor } from '../../parts/AmountInput.tsx';
import { allocate, components, dueMinor, type Contract } from './rules.ts';

type Result = { amountMinor: string; entryId: string; parts: Partial<Record<(typeof components)[number], string>>; settled: boolean };

/** A repayment: amount with a preview of what it pays, confirmation in figures and words, and the parts as they were booked. */
export function Repay({ contract, open, onClose }: { contract: Contract; open: boolean; onClose: () => void }) {
  const t = useT(lendingTexts);
  const common = useT(commonTexts);
  const [form] = Form.useForm<{ amount: string }>();
  const [amountMinor, setAmountMinor] = useState<string>();
  const [result, setResult] = useState<Result>();
  const { send, busy, problem, reset } = useSend(contracts.lending.repay);
  const { due, payoffMinor } = contract.position;
  const close = (): void => { onClose(); reset(); setAmountMinor(undefined); setResult(undefined); };
  const fill = (minor: bigint): void => { form.setFieldValue('amount', formatMinor(minor)); };
  const next = ({ amount }: { amount: string }): void => {
    const minor = typedMinor(amount);
    if (minor === undefined) return;
    if (BigInt(minor) > BigInt(payoffMinor)) { form.setFields([{ name: 'amount', errors: [t('tooMuch', { amount: formatMinor(BigInt(payoffMinor)) })] }]); return; }
    setAmountMinor(minor);
  };
  const confirm = async (): Promise<void> => {
    const reply = await send({ contractId: contract.id, amountMinor: amountMinor! });
    if (reply?.status !== 'succeeded') return;
    const { entryId, principalMinor, interestMinor, penaltyMinor, compoundMinor, settled } = reply.value;
    setResult({ amountMinor: amountMinor!, entryId, settled, parts: { principal: principalMinor, interest: interestMinor, penalty: penaltyMinor, compound: compoundMinor } });
    setAmountMinor(undefined);
  };
  return (
    <>
      <Modal open={open && amountMinor === undefined} title={`${t('repay')} · ${contract.borrowerName}`} footer={null} onCancel={close} destroyOnHidden mask={{ closable: false }} width={480}>
        {result !== undefined ? (
          <div className="gb-dialog">
            <p className="gb-kit-row" role="status"><span className="gb-tone-good"><Mark tone="good" sizePixels={16} /></span><strong>{t('repaid', { amount: formatMinor(BigInt(result.amountMinor)) })}{result.settled ? ` · ${t('repayAll')}` : ''}</strong></p>
            <Parts parts={components.flatMap((component) => { const minor = result.parts[component] ?? '0'; return minor === '0' ? [] : [{ name: t(component), amountMinor: BigInt(minor) }]; })} />
            <div className="gb-form-foot"><KitLink to={addressOf.entry(result.entryId)}>{t('openEntry')}</KitLink><Button type="primary" onClick={close}>{common('close')}</Button></div>
          </div>
        ) : (
          <Form form={form} layout="vertical" className="gb-dialog" requiredMark={false} onFinish={next}>
            <AmountField name="amount" label={t('repayAmount')} />
            <p className="gb-reveal">{dueMinor(due) > 0n && <button type="button" className="gb-inline-link" onClick={() => fill(dueMinor(due))}>{t('fillDue')} {formatMinor(dueMinor(due))}</button>}<button type="button" className="gb-inline-link" onClick={() => fill(BigInt(payoffMinor))}>{t('fillAll')} {formatMinor(BigInt(payoffMinor))}</button></p>
            <Form.Item noStyle shouldUpdate>{({ getFieldValue }) => { const minor = typedMinor(getFieldValue('amount') as string | undefined); return minor === undefined ? null : <Preview contract={contract} amountMinor={BigInt(minor)} />; }}</Form.Item>
            <div className="gb-form-foot"><Button onClick={close}>{common('cancel')}</Button><Button type="primary" htmlType="submit">{common('confirm')}</Button></div>
          </Form>
        )}
      </Modal>
      {open && amountMinor !== undefined && (
        <ConfirmMoney open title={t('repay')} payee={t('bank', { number: contract.number })} amountMinor={amountMinor} amountInWords={amountInWords(BigInt(amountMinor))} busy={busy} problem={problem}
          facts={[{ label: t('borrower'), value: contract.borrowerName }, { label: t('fromAccount'), value: <span className="gb-figures">{contract.accountNumber}</span> }]} onConfirm={() => void confirm()} onCancel={() => { setAmountMinor(undefined); reset(); }}>
          <Preview contract={contract} amountMinor={BigInt(amountMinor)} />
        </ConfirmMoney>
      )}
    </>
  );
}

function Preview({ contract: { position }, amountMinor }: { contract: Contract; amountMinor: bigint }) {
  const t = useT(lendingTexts);
  if (amountMinor > BigInt(position.payoffMinor)) return <p className="gb-tone-stop" role="alert">{t('tooMuch', { amount: formatMinor(BigInt(position.payoffMinor)) })}</p>;
  const { parts, earlyMinor } = allocate(position.due, amountMinor);
  const all = amountMinor === BigInt(position.payoffMinor);
  return (
    <div>
      <h3 className="gb-subhead">{t('repayPays')}{all ? ` · ${t('repayAll')}` : ''}</h3>
      <Parts parts={[...parts.map((part) => ({ name: t(part.component), amountMinor: part.amountMinor })), ...(earlyMinor > 0n ? [{ name: t('repayEarly'), amountMinor: earlyMinor }] : [])]} />
      {earlyMinor > 0n && <p className="gb-muted gb-more">{t('repayEarlyHint')}</p>}
    </div>
  );
}

function Parts({ parts }: { parts: readonly { name: string; amountMinor: bigint }[] }) {
  return <table className="gb-plain"><tbody>{parts.map((part) => <tr key={part.name}><td>{part.name}</td><td className="gb-right">{formatMinor(part.amountMinor)}</td></tr>)}</tbody></table>;
}
