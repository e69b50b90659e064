import { DeleteOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input, Modal, Segmented, Select } from 'antd';
import { useRef, useState } from 'react';
import { contracts } from '#contracts';
import { amountInWords, formatMinor } from '#kernel';
import { Empty, ErrorNotice, Mark, PageFrame, Section, useLanguage, useT } from '#kit';
import { useAsk, useSend } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { accountingTexts, ledgerTexts } from '../../i18n/ledger.ts';
import { sides } from '../../i18n/words.ts';
import { DateInput } from '../../parts/DateInput.tsx';
import { Pending } from '../../parts/Pending.tsx';
import { typedMinor } from '../../parts/values.ts';
import { useMay } from '../../session.ts';
import { AccountPicker, accountTitle, type Account } from './AccountPicker.tsx';
import './ledger.css';
import { sumsOf, type Side, type Sums } from './rules.ts';
import { Voucher, type VoucherLeg } from './Voucher.tsx';

type Leg = { readonly key: number; readonly account?: Account | undefined; readonly side: Side; readonly amount: string };
type Head = { bookCode: string; valueDate: string; narrative: string };
type Sent = { readonly head: Head; readonly legs: readonly VoucherLeg[]; readonly batchId: string };
const mostLegs = 200;
const draftOf = ({ account, side, amount }: Leg) => ({ side, amount, accountId: account?.id });
const voucherOf = (legs: readonly Leg[]): VoucherLeg[] => legs.map((leg) => ({ account: leg.account === undefined ? '' : accountTitle(leg.account), side: leg.side, amountMinor: typedMinor(leg.amount) ?? '0' }));

/** An entry by hand: written leg by leg with the difference in sight, checked, then sent to the head of the unit. */
export default function Post() {
  const t = useT(accountingTexts);
  const words = useT(ledgerTexts);
  const common = useT(commonTexts);
  const may = useMay();
  const [sent, setSent] = useState<Sent>();
  const crumbs = [{ title: words('group') }, { title: words('entries'), to: '/ledger/entries' }, { title: t('post') }];
  if (!may(contracts.ledger.postEntry)) return <PageFrame title={t('post')} crumbs={crumbs}><Section><Empty title={common('notGranted')}>{common('notGrantedHint')}</Empty></Section></PageFrame>;
  return (
    <PageFrame title={t('post')} crumbs={crumbs}>
      {sent === undefined ? <Writing onSent={setSent} /> : (
        <>
          <Pending batchId={sent.batchId} hint={t('waitsFor')} />
          <Section title={t('lastEntry')} extra={<span className="gb-muted gb-figures">{sent.head.bookCode} · {sent.head.valueDate}</span>}>
            <p className="gb-more">{sent.head.narrative}</p>
            <Voucher legs={sent.legs} />
            <div className="gb-form-foot"><Button type="primary" onClick={() => setSent(undefined)}>{t('another')}</Button></div>
          </Section>
        </>
      )}
    </PageFrame>
  );
}

function Writing({ onSent }: { onSent: (sent: Sent) => void }) {
  const t = useT(accountingTexts);
  const words = useT(ledgerTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const books = useAsk(contracts.ledger.books, {});
  const day = useAsk(contracts.organisation.businessDay, {});
  const [form] = Form.useForm<Head>();
  const lastKey = useRef(2);
  const [legs, setLegs] = useState<readonly Leg[]>([{ key: 1, side: 'debit', amount: '' }, { key: 2, side: 'credit', amount: '' }]);
  const [tried, setTried] = useState(false);
  const [checking, setChecking] = useState<Head>();
  const first = books.data?.books[0]?.code;
  const bookCode = (Form.useWatch('bookCode', form) as string | undefined) ?? first;
  const sums = sumsOf(legs.map(draftOf));
  const change = (key: number, changes: Partial<Leg>): void => setLegs(legs.map((leg) => (leg.key === key ? { ...leg, ...changes } : leg)));
  const add = (): void => setLegs([...legs, { key: ++lastKey.current, side: sums.differenceMinor > 0n ? 'credit' : 'debit', amount: '' }]);
  if (books.problem !== undefined || day.problem !== undefined) return <ErrorNotice problem={{ ...(books.problem ?? day.problem)!, kept: undefined }} onRetry={() => { books.retry(); day.retry(); }} />;
  if (first === undefined || day.data === undefined) return <Section><p className="gb-muted">{common('loading')}</p></Section>;
  const { businessDate } = day.data;
  return (
    <Section>
      <Form form={form} layout="vertical" requiredMark={false} className="gb-post" initialValues={{ bookCode: first, valueDate: businessDate }} onFinish={(head) => { setTried(true); if (sums.complete) setChecking(head); }} onFinishFailed={() => setTried(true)}>
        <div className="gb-post-head">
          <Form.Item name="bookCode" label={words('book')}><Select onChange={() => setLegs(legs.map((leg) => ({ ...leg, account: undefined })))} options={books.data?.books.map((book) => ({ value: book.code, label: `${book.code} ${pick({ zh: book.nameZh, en: book.nameEn })}` }))} /></Form.Item>
          <Form.Item name="valueDate" label={words('valueDate')} rules={[{ required: true, message: common('required') }]}><DateInput /></Form.Item>
          <Form.Item name="narrative" label={words('narrative')} rules={[{ required: true, whitespace: true, message: common('required') }]}><Input maxLength={200} autoComplete="off" /></Form.Item>
        </div>
        <ol className="gb-legs" aria-label={t('legs')}>
          {legs.map((leg, index) => <LegRow key={leg.key} leg={leg} index={index} bookCode={bookCode ?? first} tried={tried} onChange={(changes) => change(leg.key, changes)} {...(legs.length > 2 ? { onRemove: () => setLegs(legs.filter((other) => other.key !== leg.key)) } : {})} {...fillOf(leg, sums, (amount) => change(leg.key, { amount }))} />)}
        </ol>
        <div><Button disabled={legs.length >= mostLegs} onClick={add}>{t('addLeg')}</Button></div>
        <Totals sums={sums} />
        {tried && !sums.complete && <p className="gb-tone-stop" role="alert">{t('legsWrong')}</p>}
        <p className="gb-muted gb-more">{t('postHint')}</p>
        <div className="gb-form-foot"><Button type="primary" htmlType="submit">{t('check')}</Button></div>
      </Form>
      <Check head={checking} legs={legs} sums={sums} onClose={() => setChecking(undefined)} onSent={onSent} />
    </Section>
  );
}

/** An empty leg may take the difference where it stands on the side that is short. */
function fillOf(leg: Leg, sums: Sums, fill: (amount: string) => void): { onFill?: () => void } {
  const short: Side = sums.differenceMinor > 0n ? 'credit' : 'debit';
  if (sums.differenceMinor === 0n || leg.side !== short || leg.amount !== '') return {};
  const missing = sums.differenceMinor > 0n ? sums.differenceMinor : -sums.differenceMinor;
  return { onFill: () => fill(formatMinor(missing)) };
}

function LegRow({ leg, index, bookCode, tried, onChange, onRemove, onFill }: { leg: Leg; index: number; bookCode: string; tried: boolean; onChange: (changes: Partial<Leg>) => void; onRemove?: () => void; onFill?: () => void }) {
  const t = useT(accountingTexts);
  const words = useT(ledgerTexts);
  const { pick } = useLanguage();
  const name = t('leg', { index: index + 1 });
  const wrong = tried && typedMinor(leg.amount) === undefined;
  return (
    <li>
      <div>
        <AccountPicker bookCode={bookCode} value={leg.account} onChange={(account) => onChange({ account })} label={`${name} ${words('account')}`} />
        {leg.account !== undefined && <small>{t('accountHolds', { id: leg.account.id, balance: formatMinor(BigInt(leg.account.balanceMinor)) })}</small>}
      </div>
      <Segmented aria-label={`${name} ${words('side')}`} value={leg.side} onChange={(side) => onChange({ side: side as Side })} options={(['debit', 'credit'] as const).map((side) => ({ value: side, label: pick(sides[side]!) }))} />
      <div className="gb-leg-amount">
        <Input value={leg.amount} aria-label={`${name} ${words('amount')}`} inputMode="decimal" autoComplete="off" maxLength={22} className="gb-figures" prefix="¥" {...(wrong ? { status: 'error' as const } : {})} styles={{ input: { textAlign: 'right' } }} onChange={(event) => onChange({ amount: event.target.value })} />
        {onFill !== undefined && <small><button type="button" className="gb-inline-link" onClick={onFill}>{t('fillDifference')}</button></small>}
      </div>
      {onRemove !== undefined ? <Button type="text" icon={<DeleteOutlined />} aria-label={t('removeLeg', { index: index + 1 })} onClick={onRemove} /> : <span />}
    </li>
  );
}

/** Both sums, what is between them, and the total in words once they agree. */
function Totals({ sums }: { sums: Sums }) {
  const t = useT(accountingTexts);
  const { pick } = useLanguage();
  const apart = sums.differenceMinor;
  const agrees = apart === 0n && sums.debitMinor > 0n;
  return (
    <>
      <dl className="gb-leg-sums">
        <div><dt>{t('debitTotal')}</dt><dd>{formatMinor(sums.debitMinor)}</dd></div>
        <div><dt>{t('creditTotal')}</dt><dd>{formatMinor(sums.creditMinor)}</dd></div>
      </dl>
      <p className="gb-leg-verdict" role="status">
        {agrees && <><span className="gb-tone-good"><Mark tone="good" /></span><span>{t('closes')} · {amountInWords(sums.debitMinor)}</span></>}
        {apart !== 0n && <><span className="gb-tone-wait"><Mark tone="wait" /></span><span className="gb-figures">{t('differs', { amount: formatMinor(apart > 0n ? apart : -apart), side: pick(sides[apart > 0n ? 'credit' : 'debit']!) })}</span></>}
      </p>
    </>
  );
}

function Check({ head, legs, sums, onClose, onSent }: { head: Head | undefined; legs: readonly Leg[]; sums: Sums; onClose: () => void; onSent: (sent: Sent) => void }) {
  const t = useT(accountingTexts);
  const words = useT(ledgerTexts);
  const common = useT(commonTexts);
  const [checked, setChecked] = useState(false);
  const { send, busy, problem, reset } = useSend(contracts.ledger.postEntry);
  const close = (): void => { setChecked(false); reset(); onClose(); };
  const submit = async (): Promise<void> => {
    if (head === undefined) return;
    const narrative = head.narrative.trim();
    const reply = await send({ bookCode: head.bookCode, narrative, valueDate: head.valueDate, legs: legs.map((leg) => ({ accountId: leg.account!.id, side: leg.side, amountMinor: typedMinor(leg.amount)! })) });
    if (reply?.status === 'pending') onSent({ head: { ...head, narrative }, legs: voucherOf(legs), batchId: reply.batchId });
  };
  return (
    <Modal open={head !== undefined} title={t('post')} onCancel={close} footer={null} destroyOnHidden mask={{ closable: false }} width={640}>
      {head !== undefined && (
        <div className="gb-confirm">
          <dl>
            <div><dt>{words('book')}</dt><dd>{head.bookCode}</dd></div>
            <div><dt>{words('valueDate')}</dt><dd className="gb-figures">{head.valueDate}</dd></div>
            <div><dt>{words('narrative')}</dt><dd>{head.narrative}</dd></div>
            <div className="gb-confirm-amount"><dt>{t('total')}</dt><dd className="gb-figures">¥{formatMinor(sums.debitMinor)}</dd></div>
            <div><dt>{common('amountWords')}</dt><dd>{amountInWords(sums.debitMinor)}</dd></div>
          </dl>
          <Voucher legs={voucherOf(legs)} />
          <p className="gb-muted gb-more">{t('waitsFor')}</p>
          {problem !== undefined && <ErrorNotice problem={problem} />}
          <Checkbox checked={checked} onChange={(event) => setChecked(event.target.checked)}>{t('checkedEntry')}</Checkbox>
          <footer><Button onClick={close}>{common('cancel')}</Button><Button type="primary" disabled={!checked} loading={busy} onClick={() => void submit()}>{t('send')}</Button></footer>
        </div>
      )}
    </Modal>
  );
}
