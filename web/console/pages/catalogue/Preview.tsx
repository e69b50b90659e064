import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { ErrorNotice, Figure, Figures, Section, useT } from '#kit';
import { useAsk } from '../../api.ts';
import { commonTexts } from '../../i18n/common.ts';
import { catalogueTexts } from '../../i18n/catalogue.ts';
import { lendingTexts } from '../../i18n/lending.ts';
import { AmountField, typedMinor } from '../../parts/AmountInput.tsx';
import { percent } from '../../parts/Fact.tsx';
import { ScheduleTable } from '../lending/Schedule.tsx';
import type { Version } from './rules.ts';

type Values = { amount: string; months: string; spread: string };

/** What a loan of the published version would look like from today. */
export function Preview({ version }: { version: Version }) {
  const t = useT(catalogueTexts);
  const words = useT(lendingTexts);
  const common = useT(commonTexts);
  const { term } = version.content;
  const [asked, setAsked] = useState<{ amountMinor: string; termMonths: number; spreadBasisPoints: number }>();
  const { data, problem, loading } = useAsk(contracts.lending.previewSchedule, { productId: version.productId, amountMinor: '1', termMonths: 1, ...asked }, { enabled: asked !== undefined });
  const submit = ({ amount, months, spread }: Values): void => { const amountMinor = typedMinor(amount); if (amountMinor !== undefined) setAsked({ amountMinor, termMonths: Number(months), spreadBasisPoints: Number(spread) }); };
  const whole = { required: true, pattern: /^-?\d{1,4}$/, message: t('wholeNumber') };
  return (
    <Section title={t('preview')} extra={<span className="gb-muted">{t('previewHint')}</span>}>
      <Form layout="vertical" requiredMark={false} initialValues={{ amount: '120,000.00', months: String(term.minimumMonths), spread: '60' }} onFinish={submit}>
        <div className="gb-row">
          <AmountField name="amount" label={t('amount')} />
          <Form.Item name="months" label={t('months')} rules={[whole]}><Input inputMode="numeric" className="gb-figures" /></Form.Item>
          <Form.Item name="spread" label={t('spread')} rules={[whole]}><Input inputMode="numeric" className="gb-figures" /></Form.Item>
        </div>
        <div className="gb-form-foot"><Button type="primary" htmlType="submit" loading={loading}>{t('compute')}</Button></div>
      </Form>
      {problem !== undefined && <ErrorNotice problem={{ ...problem, kept: undefined }} />}
      {data !== undefined && asked !== undefined && (
        <div className="gb-stack" role="status">
          <Figures><Figure name={words('rate')} value={percent(data.annualRate)} /><Figure name={`${t('totalInterest')}（${common('yuan')}）`} amountMinor={data.totalInterestMinor} /></Figures>
          <div><ScheduleTable lines={data.lines} name={t('preview')} /></div>
        </div>
      )}
    </Section>
  );
}
