import { Button, Steps } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { amountInWords, formatMinor } from '#kernel';
import { Empty, ErrorNotice, KitLink, Mark, PageFrame, Section, useLanguage, usePhone, useT } from '#kit';
import { addressOf } from '../../../address.ts';
import { useAsk, useSend } from '../../../api.ts';
import { commonTexts } from '../../../i18n/common.ts';
import { actionTexts, lendingTexts } from '../../../i18n/lending.ts';
import { useMay } from '../../../session.ts';
import '../lending.css';
import { sumMinor } from '../rules.ts';
import { useDraft, type Draft } from './draft.ts';
import { PayeeName, Suppliers } from './Suppliers.tsx';
import { What } from './What.tsx';
import { Who } from './Who.tsx';

/** Takes an application in four steps; the draft is kept on this machine until it was taken. */
export default function Apply() {
  const t = useT(actionTexts);
  const words = useT(lendingTexts);
  const common = useT(commonTexts);
  const may = useMay();
  const phone = usePhone();
  const { draft, keep, discard, kept } = useDraft();
  const [step, setStep] = useState(0);
  const [taken, setTaken] = useState<{ applicationId: string; number: string }>();
  const unitPath = useAsk(contracts.parties.party, { partyId: draft.borrowerId ?? '' }, { enabled: draft.borrowerId !== undefined }).data?.unitPath;
  const crumbs = [{ title: words('applications'), to: '/lending/applications' }, { title: t('take') }];
  if (!may(contracts.lending.apply)) return <PageFrame title={t('take')} crumbs={crumbs}><Section><Empty title={common('notGranted')}>{common('notGrantedHint')}</Empty></Section></PageFrame>;
  if (taken !== undefined) {
    return (
      <PageFrame title={t('take')} crumbs={crumbs}>
        <Section><div className="gb-receipt"><p className="gb-kit-row" role="status"><span className="gb-tone-good"><Mark tone="good" sizePixels={16} /></span><strong>{t('taken', { number: taken.number })}</strong></p><div className="gb-decide"><Button onClick={() => { setTaken(undefined); setStep(0); }}>{t('takeAnother')}</Button><KitLink to={addressOf.application(taken.applicationId)}>{t('open')}</KitLink></div></div></Section>
      </PageFrame>
    );
  }
  const go = (to: number) => () => setStep(to);
  return (
    <PageFrame title={t('take')} crumbs={crumbs} {...(kept ? { secondary: [{ label: t('discard'), onClick: () => { discard(); setStep(0); } }] } : {})}>
      <Section {...(kept ? { extra: <span className="gb-muted gb-more" role="status">{t('draftKept')}</span> } : {})}>
        <Steps className="gb-steps" size="small" current={step} orientation={phone ? 'vertical' : 'horizontal'} items={[t('stepWho'), t('stepWhat'), t('stepPayees'), t('stepCheck')].map((title) => ({ title }))} />
        {step === 0 && <Who draft={draft} keep={keep} onNext={go(1)} />}
        {step === 1 && <What draft={draft} keep={keep} onNext={go(2)} onBack={go(0)} />}
        {step === 2 && unitPath !== undefined && <Suppliers draft={draft} keep={keep} unitPath={unitPath} onNext={go(3)} onBack={go(1)} />}
        {step === 3 && unitPath !== undefined && <Check draft={draft} unitPath={unitPath} onBack={go(2)} onTaken={(done) => { discard(); setTaken(done); }} />}
      </Section>
    </PageFrame>
  );
}

/** Everything once more, in figures and words, before it is taken. */
function Check({ draft, unitPath, onBack, onTaken }: { draft: Draft; unitPath: string; onBack: () => void; onTaken: (done: { applicationId: string; number: string }) => void }) {
  const t = useT(actionTexts);
  const words = useT(lendingTexts);
  const common = useT(commonTexts);
  const { pick } = useLanguage();
  const { send, busy, problem } = useSend(contracts.lending.apply);
  const product = useAsk(contracts.catalogue.products, { published: true, limit: 200 }).data?.items.find((each) => each.id === draft.productId);
  const { borrowerId, productId, requestedMinor, termMonths, purpose, accountNumber, filingId, payees = [] } = draft;
  if (borrowerId === undefined || productId === undefined || requestedMinor === undefined || termMonths === undefined || purpose === undefined || accountNumber === undefined) return <div className="gb-form-foot"><Button onClick={onBack}>{t('back')}</Button></div>;
  const toPayees = sumMinor(payees.map((payee) => payee.amountMinor));
  const submit = async (): Promise<void> => {
    const reply = await send({ unitPath, borrowerId, productId, requestedMinor, termMonths, purpose, accountNumber, payees: [...payees], ...(filingId === undefined ? {} : { filingId }) });
    if (reply?.status === 'succeeded') onTaken(reply.value);
  };
  return (
    <div className="gb-confirm gb-form">
      <dl>
        <div><dt>{words('borrower')}</dt><dd className="gb-confirm-payee"><PayeeName id={borrowerId} /></dd></div>
        <div><dt>{words('product')}</dt><dd>{product === undefined ? '' : pick({ zh: product.nameZh, en: product.nameEn })} · {common('months', { count: termMonths })}</dd></div>
        <div className="gb-confirm-amount"><dt>{words('requested')}</dt><dd className="gb-figures">¥{formatMinor(BigInt(requestedMinor))}</dd></div>
        <div><dt>{common('amountWords')}</dt><dd>{amountInWords(BigInt(requestedMinor))}</dd></div>
        <div><dt>{words('purpose')}</dt><dd>{purpose}</dd></div>
        <div><dt>{words('account')}</dt><dd className="gb-code">{accountNumber}</dd></div>
        {payees.map((payee) => <div key={payee.invoiceNumber}><dt>{words('payees')}</dt><dd><PayeeName id={payee.payeeId} /> · <span className="gb-figures">¥{formatMinor(BigInt(payee.amountMinor))}</span> · <span className="gb-code">{payee.invoiceNumber}</span></dd></div>)}
        <div><dt>{t('toBorrower')}</dt><dd className="gb-figures">¥{formatMinor(BigInt(requestedMinor) - toPayees)}</dd></div>
      </dl>
      {problem !== undefined && <ErrorNotice problem={problem} />}
      <footer><Button onClick={onBack}>{t('back')}</Button><Button type="primary" loading={busy} onClick={() => void submit()}>{t('take')}</Button></footer>
    </div>
  );
}
